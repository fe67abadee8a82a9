using CaptionCluster.Client.Observatory;

namespace CaptionCluster.Client.Tests.Observatory;

public sealed class LoadAnswersTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UnixEpoch.AddHours(1);

    [Fact]
    public void Of_AQuarterOfAnHour_SharesAreOfAllOfItAndTheRateOfItsLastMinute()
    {
        HostLoad[] history = [.. Enumerable.Range(0, 180).Select(step => Step(s_now.AddSeconds(5 * (step - 179)), step < 90 ? 0 : 2))];

        var load = LoadAnswers.Of(Step(s_now.AddSeconds(2), 0) with { Seconds = 2, QueueDepth = 3 }, history, Inferred, maxBatchSize: 16);

        Assert.Equal(23.226, load.CaptionsPerMinute, 3); // 24 in the 62 seconds of steps that end within the last minute
        Assert.Equal(0.5, load.BatchFill);
        Assert.Equal(0.75, load.HitRate);
        Assert.Equal(90, load.Failed);
        Assert.Equal(0.4, load.Processors);
        Assert.Equal(3, load.QueueDepth);
    }

    [Fact]
    public void Of_AHostThatDidNothing_HasNoShares()
    {
        var load = LoadAnswers.Of(new HostLoad { At = s_now }, [], Inferred, maxBatchSize: 0);

        Assert.Equal((null, null, 0.0, 0.0), (load.BatchFill, load.HitRate, load.CaptionsPerMinute, load.Processors));
        Assert.Null(LoadAnswers.HistoryOf([], Inferred));
    }

    private static long Inferred(HostCounts counts) => counts.Inferences;

    private static HostLoad Step(DateTimeOffset at, long inferences) => new()
    {
        At = at,
        Seconds = 5,
        ProcessorSeconds = 2,
        Counts = inferences == 0
            ? default
            : new HostCounts { Inferences = inferences, Computed = 1, Hits = 2, Coalesced = 1, Failed = 1, Batches = 1, BatchEntries = 8 },
    };
}
