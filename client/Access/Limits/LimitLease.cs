using System.Threading.RateLimiting;

namespace CaptionCluster.Client.Access.Limits;

/// <param name="Remaining">Until the window ends.</param>
/// <param name="EndsIn">Of the window.</param>
internal readonly record struct LimitState(int Remaining, TimeSpan EndsIn)
{
    public static readonly MetadataName<LimitState> Name = new("captioncluster.limit");
}

/// <summary>What became of one request, and how the window stood then.</summary>
internal sealed class LimitLease(bool isAcquired, LimitState state) : RateLimitLease
{
    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames => [LimitState.Name.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        var isKnown = metadataName == LimitState.Name.Name;
        metadata = isKnown ? state : null;
        return isKnown;
    }
}
