using CaptionCluster.Inference;

namespace CaptionCluster.Grains;

/// <summary>The silos that are active, as the membership says, with what is known of each.</summary>
internal sealed class InferenceSilos(
    IClusterMembershipService membership, ILocalSiloDetails local, IGrainFactory grains, IModelRepository models)
{
    private readonly Lock _gate = new();
    private MembershipVersion _version = MembershipVersion.MinValue;
    private volatile InferenceSilo[] _active = [];

    /// <summary>A snapshot, never changed afterwards.</summary>
    public InferenceSilo[] Active
    {
        get
        {
            var snapshot = membership.CurrentSnapshot;
            lock (_gate)
            {
                if (snapshot.Version > _version) (_version, _active) = (snapshot.Version, Rebuild(snapshot));
                return _active;
            }
        }
    }

    private InferenceSilo[] Rebuild(ClusterMembershipSnapshot snapshot)
    {
        var known = _active.ToDictionary(silo => silo.Address);
        return
        [
            .. snapshot.Members.Values
                .Where(member => member.Status == SiloStatus.Active)
                .Select(member => known.GetValueOrDefault(member.SiloAddress) ?? Create(member.SiloAddress)),
        ];
    }

    private InferenceSilo Create(SiloAddress address) => address.Equals(local.SiloAddress)
        ? new LocalInferenceSilo(address, grains, models)
        : new InferenceSilo(address, isLocal: false, grains);
}
