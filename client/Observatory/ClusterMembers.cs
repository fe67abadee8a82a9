namespace CaptionCluster.Client.Observatory;

/// <summary>Asks the cluster who belongs to it; what was known last is told when it does not answer soon.</summary>
internal sealed class ClusterMembers(IGrainFactory grains, ClusterBook book, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    public async Task<(bool IsKnown, IReadOnlyList<Member> Members)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var table = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: false)
                .WaitAsync(s_patience, time, cancellationToken);
            book.Replace([.. table.Select(entry => new Member(
                entry.SiloAddress, entry.SiloName, entry.Status, Utc(entry.StartTime), Utc(entry.IAmAliveTime)))]);
            return (true, book.Members);
        }
        catch (Exception error) when (Silence.Is(error))
        {
            return (false, book.Members);
        }
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
