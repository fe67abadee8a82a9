namespace CaptionCluster.Inference.Tests.Batching;

/// <summary>On which thread who waits for an answer goes on.</summary>
public sealed class BatchEntryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_CallerHandsOver_GoesOnOnTheDevicesThread(bool handsOver)
    {
        var entry = new TestEntry(1, handsOver: handsOver);

        Assert.Equal(handsOver, await GoesOnHereAsync(entry, () => entry.Complete(1)));
    }

    /// <summary>Who is told of a failure may do anything, such as unload the model and wait for this very thread.</summary>
    [Fact]
    public async Task Fail_CallerHandsOver_GoesOnElsewhere()
    {
        var (failed, left) = (new TestEntry(1, handsOver: true), new TestEntry(2, handsOver: true));

        Assert.False(await GoesOnHereAsync(failed, () => failed.Fail(new InferenceFailedException("It burns."))));
        Assert.False(await GoesOnHereAsync(left, left.Cancel));
        await Assert.ThrowsAsync<InferenceFailedException>(() => failed.Answer);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.Answer);
    }

    /// <summary>Whether the continuation of an answer runs on the thread that gives it, which is none of the pool's.</summary>
    private static async Task<bool> GoesOnHereAsync(TestEntry entry, Action answer)
    {
        var wentOn = new TaskCompletionSource<Thread>(TaskCreationOptions.RunContinuationsAsynchronously);
        entry.Answer.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => wentOn.SetResult(Thread.CurrentThread));
        var device = new Thread(() => answer()) { IsBackground = true };
        device.Start();
        return await wentOn.Task == device;
    }
}
