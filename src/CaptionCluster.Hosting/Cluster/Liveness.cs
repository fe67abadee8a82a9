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

        // Signs of life in the table are for those who have nobody to ask: a silo that finds rows of others that were all killed at once
        // takes a row without one for three periods as suspect, probes it as above, and may declare it dead alone. So they come as often as
        // probes do.
        membership.IAmAliveTablePublishTimeout = probe;
        membership.NumMissedTableIAmAliveLimit = MissedProbes;
        membership.TableRefreshTimeout = probe;
    }

    /// <summary>
    /// How often the list of silos is read again: by fronts, to learn of dead and of new ones, and by silos that could not read it.
    /// </summary>
    public static TimeSpan RefreshPeriod(TimeSpan detection) => detection / (MissedProbes + 1);
}
