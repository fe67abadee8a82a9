using CaptionCluster.Inference.Families;

namespace CaptionCluster.Inference.Tests.Families;

public sealed class DecodeEntryTests
{
    /// <summary>Or the exception would end the device's thread, and with it the process.</summary>
    [Fact]
    public async Task Complete_CallerLeavesWhileItsSentencesGoToTheJudge_IsCancelledAndThrowsNothing()
    {
        using var leaving = new CancellationTokenSource();
        var entry = new DecodeEntry(null!, null!, _ => Judge(leaving), leaving.Token);

        entry.Complete([], TimeSpan.Zero, 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entry.Answer);
    }

    [Fact]
    public async Task Complete_JudgeIsOverloaded_FailsWithThat()
    {
        var entry = new DecodeEntry(
            null!,
            null!,
            _ => throw new OverloadedException("Full.", TimeSpan.FromSeconds(1)),
            CancellationToken.None
        );

        entry.Complete([], TimeSpan.Zero, 1);

        await Assert.ThrowsAsync<OverloadedException>(() => entry.Answer);
    }

    /// <summary>As a queue refuses who has left.</summary>
    private static Task<double[]> Judge(CancellationTokenSource leaving)
    {
        leaving.Cancel();
        leaving.Token.ThrowIfCancellationRequested();
        return Task.FromResult<double[]>([]);
    }
}
