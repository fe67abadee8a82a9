using System.Buffers;
using System.IO.Pipelines;
using CaptionCluster.Client.Intake;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Intake;

public sealed class PooledBytesTests
{
    [Fact]
    public void Append_Many_KeepsAllBytesInOrder()
    {
        var budget = Budget(1 << 24);
        using var bytes = new PooledBytes(budget, 16);
        var expected = new byte[100_000];
        Random.Shared.NextBytes(expected);

        for (var start = 0; start < expected.Length; start += 777)
        {
            bytes.Append(new ReadOnlySequence<byte>(expected.AsMemory(start, Math.Min(777, expected.Length - start))));
        }

        Assert.Equal(expected, bytes.Span.ToArray());
        Assert.InRange(budget.HeldBytes, expected.Length, 2 * expected.Length);
    }

    [Fact]
    public void Dispose_Twice_GivesEverythingBackOnce()
    {
        var budget = Budget(1 << 20);
        var bytes = new PooledBytes(budget, 1000);

        bytes.Dispose();
        bytes.Dispose();

        Assert.Equal(0, budget.HeldBytes);
    }

    [Fact]
    public void Append_OverTheBudget_IsOverloadedAndStillDisposable()
    {
        var budget = Budget(1 << 20);
        var bytes = new PooledBytes(budget, 1 << 19);

        Assert.Throws<OverloadedException>(() => bytes.Append(new ReadOnlySequence<byte>(new byte[1 << 21])));

        bytes.Dispose();
        Assert.Equal(0, budget.HeldBytes);
    }

    [Fact]
    public async Task ReadAsync_LengthThatLies_IsNotBelieved()
    {
        var budget = Budget(1 << 20);
        var reader = new BodyReader(Options.Create(new ImagingOptions { MaxBytes = int.MaxValue }), budget);
        var source = PipeReader.Create(new ReadOnlySequence<byte>(new byte[10]));

        using var body = await reader.ReadAsync(source, announced: 2_000_000_000, int.MaxValue, CancellationToken.None);

        Assert.Equal(10, body.Length);
        Assert.InRange(budget.HeldBytes, 10, 64 * 1024);
    }

    private static BufferBudget Budget(long bytes) => new(Options.Create(new IntakeOptions { MaxBufferedBytes = bytes }));
}
