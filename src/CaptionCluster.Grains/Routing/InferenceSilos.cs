using CaptionCluster.Inference;

namespace CaptionCluster.Grains;

/// <summary>The silos that are active, as the membership says, with what is known of each.</summary>
internal sealed class InferenceSilos(
    IClusterMembershipService membership,
    ILocalSiloDetails local,
    IGrainFactory grains,
    LocalInference inference,
    IModelRepository models,
    RemoteWords words
)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, InferenceSilo> _known = [];
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
        // A silo that is leaving gets no new work but still answers for what it has; only a dead one never will.
        foreach (
            var silo in _known.Values.Where(silo => snapshot.GetSiloStatus(silo.Address) is SiloStatus.Dead or SiloStatus.None).ToArray()
        )
        {
            _known.Remove(silo.Address);
            (silo as RemoteInferenceSilo)?.Died();
        }

        return
        [
            .. snapshot.Members.Values
                .Where(member => member.Status == SiloStatus.Active)
                .Select(member => Known(member.SiloAddress)),
        ];
    }

    private InferenceSilo Known(SiloAddress address)
    {
        if (!_known.TryGetValue(address, out var silo)) _known.Add(address, silo = Create(address));
        return silo;
    }

    private InferenceSilo Create(SiloAddress address) => address.Equals(local.SiloAddress)
        ? new LocalInferenceSilo(address, inference, models)
        : new RemoteInferenceSilo(address, local.SiloAddress, grains, words);
}
