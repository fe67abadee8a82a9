using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Writing;

namespace CaptionCluster.Storage.PostgreSQL.Captions;

/// <summary>One caller's caption, waiting to be written.</summary>
internal sealed class PutRequest(CaptionRow row, CancellationToken cancellationToken) : WriteRequest(cancellationToken)
{
    public CaptionRow Row => row;
}
