using CaptionCluster.Storage.Writing;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>One caller's caption, waiting to be written.</summary>
internal sealed class PutRequest(StoredCaptionDocument document, CancellationToken cancellationToken) : WriteRequest(cancellationToken)
{
    private bool _triedAgain;

    public StoredCaptionDocument Document => document;

    /// <summary>True once.</summary>
    public bool TryAgain() => !Interlocked.Exchange(ref _triedAgain, true);
}
