namespace CaptionCluster.Client.Observatory;

/// <summary>A host's steps to what people read off them.</summary>
internal static class LoadAnswers
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <param name="captions">Which of the counts are this host's captions.</param>
    public static LoadAnswer Of(HostLoad now, IReadOnlyList<HostLoad> history, Func<HostCounts, long> captions, int maxBatchSize)
    {
        var all = history.Aggregate(now.Counts, (counts, step) => counts + step.Counts);
        var lately = history.Where(step => step.At > now.At - s_minute).Append(now).ToList();
        var last = history.Count > 0 ? history[^1] : now; // The present step may have just begun.
        var answered = all.Computed + all.Coalesced + all.Hits;
        return new LoadAnswer(
            Rounded(PerSecond(last.ProcessorSeconds, last.Seconds)),
            now.MemoryBytes,
            now.QueueDepth,
            Rounded(now.QueueSeconds),
            Rounded(60 * PerSecond(lately.Sum(step => captions(step.Counts)), lately.Sum(step => step.Seconds))),
            all.Batches > 0 && maxBatchSize > 0 ? Rounded(all.BatchEntries / (double)(all.Batches * maxBatchSize)) : null,
            answered > 0 ? Rounded((all.Hits + all.Coalesced) / (double)answered) : null,
            Rounded(all.SavedSeconds),
            all.Failed,
            all.Overloaded);
    }

    public static HistoryAnswer? HistoryOf(IReadOnlyList<HostLoad> history, Func<HostCounts, long> captions) => history.Count == 0
        ? null
        : new HistoryAnswer(
            Rounded(history.Average(step => step.Seconds)),
            history[^1].At,
            [.. history.Select(step => captions(step.Counts))],
            [.. history.Select(step => Rounded(step.QueueSeconds))],
            [.. history.Select(step => Rounded(PerSecond(step.ProcessorSeconds, step.Seconds)))]);

    private static double PerSecond(double amount, double seconds) => seconds > 0 ? amount / seconds : 0;

    private static double Rounded(double value) => Math.Round(value, 3);
}
