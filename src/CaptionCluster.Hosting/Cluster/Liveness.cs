using Orleans.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>How soon a silent silo counts as dead, from one number.</summary>
internal static class Liveness
{
    private const int MissedProbes = 3;

    public static void Configure(ClusterMembershipOptions membership, TimeSpan detection)
    {
        // One more than are missed: the first silent probe starts up to one period after the silo fell silent.
        var probe = detection / (MissedProbes + 1);
        membership.NumMissedProbesLimit = MissedProbes;
        membership.ProbeTimeout = probe;
        membership.MaxProbeTimeout = probe * 2;
        membership.TableRefreshTimeout = detection;
        membership.IAmAliveTablePublishTimeout = detection;
    }

    /// <summary>A front learns of dead and of new silos by reading their list again.</summary>
    public static TimeSpan RefreshPeriod(TimeSpan detection) => detection / (MissedProbes + 1);
}
