namespace CaptionCluster.Client.Observatory;

/// <summary>
/// Asks the cluster who belongs to it, and each of them how it is. Whoever does not answer soon is told of by what was known.
/// </summary>
internal sealed class ClusterView(
    IGrainFactory grains, ClusterMembers members, IHostLoads loads, ClusterBook book, TimeProvider time)
{
    /// <summary>People look at it every few seconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_lostAreTold = TimeSpan.FromMinutes(15);
    private static readonly string s_version = typeof(ClusterView).Assembly.GetName().Version!.ToString(3);

    public async Task<ClusterAnswer> ReadAsync(bool withHistory, CancellationToken cancellationToken)
    {
        var (isKnown, all) = await members.ReadAsync(cancellationToken);
        var silos = await Task.WhenAll(all.Select(member => ReadAsync(member, withHistory, cancellationToken)));
        var now = time.GetUtcNow();
        return new ClusterAnswer(
            now,
            isKnown ? "known" : "silent",
            Front(withHistory),
            [.. silos.Where(silo => silo.Status != "dead" || silo.LastSeenAt > now - s_lostAreTold)
                .OrderBy(silo => silo.Status == "dead").ThenBy(silo => silo.Name, StringComparer.Ordinal)]);
    }

    private FrontAnswer Front(bool withHistory)
    {
        var history = loads.History;
        return new FrontAnswer(
            Environment.MachineName, s_version, LoadAnswers.Of(loads.Now, history, Answered, maxBatchSize: 0),
            withHistory ? LoadAnswers.HistoryOf(history, Answered) : null);
    }

    private async Task<SiloAnswer> ReadAsync(Member member, bool withHistory, CancellationToken cancellationToken)
    {
        var said = member.Status == SiloStatus.Active ? await AskAsync(member.Address, cancellationToken) : null;
        var last = said ?? book.Last(member.Address);
        var report = last?.Report;
        var status = member.Status switch
        {
            SiloStatus.Active => said is null ? "silent" : "active",
            SiloStatus.ShuttingDown or SiloStatus.Stopping => "leaving",
            SiloStatus.Dead => "dead",
            _ => "joining",
        };
        return new SiloAnswer(
            member.Name,
            member.Address.Endpoint.ToString(),
            status,
            member.StartedAt,
            last is not null && last.At > member.LastSignAt ? last.At : member.LastSignAt,
            report?.Version,
            report?.Roles,
            report is null ? null : [.. report.Models.Select(model => new SiloModelAnswer(model.Name, model.Revision, model.Variant))],
            report is null ? null : LoadAnswers.Of(report.Now, report.History, Inferred, report.MaxBatchSize),
            report is null || !withHistory ? null : LoadAnswers.HistoryOf(report.History, Inferred));
    }

    private async Task<Said?> AskAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            var report = await grains.GetGrain<ISiloReportGrain>(silo.ToParsableString()).ReportAsync()
                .WaitAsync(s_patience, time, cancellationToken);
            var said = new Said(report, time.GetUtcNow());
            book.Keep(silo, said);
            return said;
        }
        catch (Exception error) when (Silence.Is(error))
        {
            return null;
        }
    }

    private static long Answered(HostCounts counts) => counts.Computed + counts.Coalesced + counts.Hits;

    private static long Inferred(HostCounts counts) => counts.Inferences;
}
