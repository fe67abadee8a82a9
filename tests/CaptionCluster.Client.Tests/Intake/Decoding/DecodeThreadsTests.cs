using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Decoding;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Client.Waiting;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Intake.Decoding;

public sealed class DecodeThreadsTests
{
    private static readonly ImageProcessing s_processing = new(16, 16, ResampleFilter.Bilinear);

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
            () => threads.ReadAsync(Pictures.Dog, s_processing, new byte[768], default, new CancellationToken(canceled: true)));

        Assert.Equal(96, (await ReadAsync(threads, Pictures.Dog)).Width);
    }

    /// <summary>
    /// On a machine that gives decoding one thread, a person's small picture and a job's have theirs while huge ones are decoded.
    /// </summary>
    [Fact]
    public async Task ReadAsync_HugeOnesAreDecoded_SmallOnesDoNotWaitForThem()
    {
        using var threads = Threads(depth: 100);
        var picture = ProgressiveJpeg.Flat(5000, 5000);
        var huge = Enumerable.Range(0, 10).Select(_ => new HeldPicture(picture)).ToArray();
        var decoding = huge.Select(held => ReadAsync(threads, held.Memory)).ToArray();
        await huge[0].Reading.WaitAsync(Patience.Limit);

        await ReadAsync(threads, Pictures.Dog).WaitAsync(Patience.Limit);
        await ReadAsync(threads, Pictures.Dog, CaptionPriority.Job).WaitAsync(Patience.Limit);

        Assert.All(decoding, task => Assert.False(task.IsCompleted));
        Assert.All(huge[1..], held => Assert.False(held.Reading.IsCompleted));
        foreach (var held in huge) held.Release();
        Assert.All(await Task.WhenAll(decoding), info => Assert.Equal(5000, info.Width));
    }

    /// <summary>A person's picture is decoded by its caller, unless it is huge: the caller is a thread that must answer others.</summary>
    [Fact]
    public async Task ReadAsync_AHugeOneOfAPerson_IsNotDecodedByItsCaller()
    {
        using var threads = Threads(depth: 100);
        using var huge = new HeldPicture(ProgressiveJpeg.Flat(5000, 5000));

        var decoding = ReadAsync(threads, huge.Memory, CaptionPriority.Interactive);

        huge.Release();
        Assert.Equal(5000, (await decoding).Width);
    }

    /// <param name="priority">Whoever a person waits for may decode himself.</param>
    private static Task<ImageInfo> ReadAsync(
        DecodeThreads threads,
        ReadOnlyMemory<byte> picture,
        CaptionPriority priority = CaptionPriority.Batch
    ) =>
        threads.ReadAsync(
            picture,
            s_processing,
            new byte[s_processing.Width * s_processing.Height * 3],
            new Urgency(priority),
            CancellationToken.None
        );

    private static DecodeThreads Threads(int depth) => new(
        new ImageReader(Options.Create(new ImagingOptions())),
        Options.Create(new IntakeOptions { DecodeThreads = 1, MaxDecodeQueueDepth = depth }),
        Options.Create(new DeadlineOptions()),
        TimeProvider.System);
}
