using System.Buffers;
using System.IO.Pipelines;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Intake;

public sealed class UploadBytesTests
{
    private const int MiB = 1 << 20;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task AppendAsync_Many_KeepsAllBytesInOrder()
    {
        var budget = Budget(16 * MiB);
        using var bytes = new UploadBytes(budget, Caller.Unknown, 4 * MiB);
        var expected = new byte[3 * MiB];
        Random.Shared.NextBytes(expected);

        for (var start = 0; start < expected.Length; start += 77_777)
        {
            await AppendAsync(bytes, expected[start..Math.Min(start + 77_777, expected.Length)]);
        }

        bytes.Complete();

        Assert.Equal(expected, bytes.Span.ToArray());
        Assert.Equal(expected, bytes.Memory.ToArray());
        Assert.Equal(expected.Length, budget.HeldBytes);
    }

    /// <summary>Room for a first buffer, for what most pictures are, for all that may come.</summary>
    [Theory]
    [InlineData(10, 64 * 1024)]
    [InlineData(64 * 1024, 64 * 1024)]
    [InlineData(100_000, MiB)]
    [InlineData(MiB + 1, 4 * MiB)]
    public async Task AppendAsync_Some_HoldsRoomInSteps(int length, long held)
    {
        var budget = Budget(16 * MiB);
        using var bytes = new UploadBytes(budget, Caller.Unknown, 4 * MiB);

        await AppendAsync(bytes, new byte[length]);

        Assert.Equal(held, budget.HeldBytes);
    }

    [Fact]
    public async Task Dispose_Twice_GivesEverythingBackOnce()
    {
        var budget = Budget(MiB);
        var bytes = new UploadBytes(budget, Caller.Unknown, MiB);
        await AppendAsync(bytes, new byte[1000]);
        var memory = bytes.Memory;

        bytes.Dispose();
        bytes.Dispose();

        Assert.Equal(0, budget.HeldBytes);
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
    }

    [Fact]
    public async Task AppendAsync_MoreThanThereIsForAll_IsOverloadedAndStillDisposable()
    {
        var budget = Budget(MiB);
        var bytes = new UploadBytes(budget, Caller.Unknown, 4 * MiB);

        await Assert.ThrowsAsync<OverloadedException>(() => AppendAsync(bytes, new byte[2 * MiB]));

        bytes.Dispose();
        Assert.Equal(0, budget.HeldBytes);
    }

    [Fact]
    public async Task ReadAsync_LengthThatLies_IsNotBelieved()
    {
        var budget = Budget(MiB);
        var source = PipeReader.Create(new ReadOnlySequence<byte>(new byte[10]));

        using var body = await Reader(budget)
            .ReadAsync(Caller.Unknown, source, announced: 2_000_000_000, int.MaxValue, CancellationToken.None);

        Assert.Equal(10, body.Length);
        Assert.Equal(10, budget.HeldBytes);
    }

    /// <summary>Who is slow may be, until somebody waits for the room he holds.</summary>
    [Fact]
    public async Task AppendAsync_SlowAndInTheWay_IsCutOff()
    {
        var budget = Budget(8 * MiB);
        var reader = Reader(budget);
        using var slow = new UploadBytes(budget, Caller.Unknown, 5 * MiB);
        await AppendAsync(slow, new byte[MiB + 1]);
        _time.Advance(TimeSpan.FromMinutes(1));
        await reader.AppendAsync(slow, new ReadOnlySequence<byte>(new byte[1]), CancellationToken.None);

        using var other = new UploadBytes(budget, Caller.Unknown, 5 * MiB);
        var waiting = AppendAsync(other, new byte[2 * MiB]);
        var refusal = await Assert.ThrowsAsync<RequestRefusedException>(
            async () => await reader.AppendAsync(slow, new ReadOnlySequence<byte>(new byte[1]), CancellationToken.None));
        slow.Dispose();

        Assert.Equal(408, refusal.Status);
        await waiting;
    }

    private static async Task AppendAsync(UploadBytes bytes, byte[] more) =>
        await bytes.AppendAsync(new ReadOnlySequence<byte>(more), CancellationToken.None);

    private BodyReader Reader(BufferBudget budget) => new(
        Options.Create(new ImagingOptions { MaxBytes = int.MaxValue }), Options.Create(new IntakeOptions()), budget, access: null!, _time);

    private BufferBudget Budget(long bytes) => new(Options.Create(new IntakeOptions { MaxBufferedBytes = bytes }), _time);
}
