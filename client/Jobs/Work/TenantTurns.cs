namespace CaptionCluster.Client.Jobs.Work;

/// <summary>Divides free hands among the tenants who wait: evenly, and where there are fewer hands than tenants, in turns. Not safe for concurrent use.</summary>
internal sealed class TenantTurns
{
    private string _last = "";

    /// <param name="hands">At least one.</param>
    public IReadOnlyList<(string Tenant, int Hands)> Share(IReadOnlyList<string> tenants, int hands)
    {
        if (tenants.Count == 0) return [];
        var sorted = tenants.Order(StringComparer.Ordinal).ToList();
        var next = sorted.FindIndex(tenant => string.CompareOrdinal(tenant, _last) > 0);
        var line = sorted.Skip(Math.Max(0, next)).Concat(sorted.Take(Math.Max(0, next))).Take(hands).ToList();
        _last = line[hands % line.Count == 0 ? line.Count - 1 : (hands % line.Count) - 1]; // Who had the last odd hand.
        return [.. line.Select((tenant, place) => (tenant, (hands / line.Count) + (place < hands % line.Count ? 1 : 0)))];
    }
}
