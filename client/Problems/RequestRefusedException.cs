namespace CaptionCluster.Client.Problems;

/// <summary>A request that is wrong in a way only the front knows of.</summary>
internal sealed class RequestRefusedException(int status, string code, string message, Exception? inner = null)
    : CaptionClusterException(code, message, inner)
{
    public int Status { get; } = status;
}
