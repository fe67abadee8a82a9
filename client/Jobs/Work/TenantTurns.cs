namespace CaptionCluster.Client.Jobs.Work;

/// <summary>
/// Divides free slots among the tenants who wait: evenly, and where there are fewer slots than tenants, in turns. Not safe for concurrent
/// use.
/// </summary>
internal sealed class TenantTurns
{
    private string _last = "";

    /// <param name="slots">At least one.</param>
    public IReadOnlyList<(string Tenant, int Slots)> Share(IReadOnlyList<string> tenants, int slots)
    {
        if (tenants.Count == 0) return [];
        var sorted = tenants.Order(StringComparer.Ordinal).ToList();
        var next = sorted.FindIndex(tenant => string.CompareOrdinal(tenant, _last) > 0);
        var line = sorted.Skip(Math.Max(0, next)).Concat(sorted.Take(Math.Max(0, next))).Take(slots).ToList();
        _last = line[slots % line.Count == 0 ? line.Count - 1 : (slots % line.Count) - 1]; // Who had the last odd slot.
        return [.. line.Select((tenant, place) => (tenant, (slots / line.Count) + (place < slots % line.Count ? 1 : 0)))];
    }
}
