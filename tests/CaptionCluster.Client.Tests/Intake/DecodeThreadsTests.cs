using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Intake;

public sealed class DecodeThreadsTests
{
    private static readonly ImageProcessing Processing = new(16, 16, ResampleFilter.Bilinear);

    [Fact]
    public async Task ReadAsync_ManyAtOnce_DecodesThemAll()
    {
        using var threads = Threads(depth: 1000);

        var pictures = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ReadAsync(threads, Pictures.Dog)));

        Assert.All(pictures, picture => Assert.Equal((96, 64), (picture.Width, picture.Height)));
    }

    [Fact]
    public async Task ReadAsync_MoreThanMayWait_AreRefusedAndTheRestDecoded()
    {
        using var threads = Threads(depth: 1);
        using var held = new HeldPicture(Pictures.Dog);
        var running = ReadAsync(threads, held.Memory);
        await held.Reading.WaitAsync(Patience.Limit);
        var waiting = ReadAsync(threads, Pictures.Dog);

        await Assert.ThrowsAsync<OverloadedException>(() => ReadAsync(threads, Pictures.Dog));
        held.Release();

        Assert.All(await Task.WhenAll(running, waiting), picture => Assert.Equal(96, picture.Width));
    }

    [Fact]
    public async Task ReadAsync_Cancelled_LeavesTheNextAlone()
    {
        using var threads = Threads(depth: 10);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => threads.ReadAsync(Pictures.Dog, Processing, new byte[768], new CancellationToken(canceled: true)));

        Assert.Equal(96, (await ReadAsync(threads, Pictures.Dog)).Width);
    }

    private static Task<ImageInfo> ReadAsync(DecodeThreads threads, ReadOnlyMemory<byte> picture)
    {
        CaptionUrgency.Priority = CaptionPriority.Batch; // Whoever a person waits for may decode himself.
        return threads.ReadAsync(picture, Processing, new byte[Processing.Width * Processing.Height * 3], CancellationToken.None);
    }

    private static DecodeThreads Threads(int depth) => new(
        new ImageReader(Options.Create(new ImagingOptions())),
        Options.Create(new IntakeOptions { DecodeThreads = 1, MaxDecodeQueueDepth = depth }),
        TimeProvider.System);
}
