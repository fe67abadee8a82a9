using CaptionCluster.Storage.MongoDB.Format;

namespace CaptionCluster.Storage.MongoDB.Writing;

/// <summary>One caller's caption, waiting to be written.</summary>
internal sealed class PutRequest(CaptionDocument document, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _triedAgain;

    public CaptionDocument Document => document;

    /// <summary>Ends when a majority has it, or it has failed.</summary>
    public Task Written => _completion.Task;

    /// <summary>The caller left before its turn came: nothing is to be written.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    /// <summary>True once.</summary>
    public bool TryAgain() => !Interlocked.Exchange(ref _triedAgain, true);

    public void Complete() => _completion.TrySetResult();

    public void Fail(Exception error) => _completion.TrySetException(error);

    public void Abandon() => _completion.TrySetCanceled(cancellationToken);
}
