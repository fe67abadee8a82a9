namespace CaptionCluster.Client.Observatory;

/// <summary>A silo as the cluster's membership has it.</summary>
internal sealed record Member(SiloAddress Address, string Name, SiloStatus Status, DateTimeOffset StartedAt, DateTimeOffset LastSignAt);

/// <summary>What a silo said last, and when.</summary>
internal sealed record Said(SiloReport Report, DateTimeOffset At);

/// <summary>What was known last of the silos, for when they don't say it any more. Safe for concurrent use.</summary>
internal sealed class ClusterBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, Said> _said = [];
    private IReadOnlyList<Member> _members = [];

    public IReadOnlyList<Member> Members
    {
        get { lock (_lock) return _members; }
    }

    public void Replace(IReadOnlyList<Member> members)
    {
        lock (_lock)
        {
            _members = members;
            var known = members.Select(member => member.Address).ToHashSet();
            foreach (var gone in _said.Keys.Where(silo => !known.Contains(silo)).ToList()) _said.Remove(gone);
        }
    }

    public void Keep(SiloAddress silo, Said said)
    {
        lock (_lock) _said[silo] = said;
    }

    public Said? Last(SiloAddress silo)
    {
        lock (_lock) return _said.GetValueOrDefault(silo);
    }
}
