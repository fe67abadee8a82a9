using System.IO.Pipelines;
using System.Threading.Tasks.Sources;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Transport;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Transport;

public sealed class PacedReaderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Pipe _pipe = new();
    private readonly PacedReader _reader;

    public PacedReaderTests() =>
        _reader = new PacedReader(
            _pipe.Reader,
            new IntakeOptions { SlowUploadGrace = TimeSpan.FromSeconds(5), MinBytesPerSecond = 100 },
            _stopping.Token,
            _time
        );

    public void Dispose() => _stopping.Dispose();

    [Fact]
    public async Task ReadAsync_SilentAfterAMegabyte_IsTooSlow()
    {
        await ReceiveAsync(_reader.ReadAsync(), 60_000);
        var reading = _reader.ReadAsync().AsTask();
        await PassAsync(reading);

        Assert.Equal(408, (await Assert.ThrowsAsync<RequestRefusedException>(() => reading)).Status);
        Assert.True(_reader.IsOver);
        await Assert.ThrowsAsync<RequestRefusedException>(() => _reader.ReadAsync().AsTask());
    }

    /// <summary>As many bytes a second as are wanted keep up; half of them use up the grace in ten seconds.</summary>
    [Fact]
    public async Task ReadAsync_BytesEnoughEachSecond_GoesOn()
    {
        for (var second = 0; second < 30; second++) await ReceiveAfterASecondAsync(100);
    }

    [Fact]
    public async Task ReadAsync_TooFewBytesEachSecond_IsTooSlow()
    {
        for (var second = 0; second < 8; second++) await ReceiveAfterASecondAsync(50);
        var reading = _reader.ReadAsync().AsTask();

        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<RequestRefusedException>(() => reading.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task ReadAsync_NotReadForLong_MakesNobodySlow()
    {
        await ReceiveAsync(_reader.ReadAsync(), 10);
        _time.Advance(TimeSpan.FromHours(1));

        var reading = _reader.ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(4));

        await ReceiveAsync(reading, 10);
    }

    /// <summary>What was looked at and left came once.</summary>
    [Fact]
    public async Task AdvanceTo_NotAllConsumed_CountsTheRestOnce()
    {
        await _pipe.Writer.WriteAsync(new byte[100]);
        for (var i = 0; i < 5; i++)
        {
            var read = await _reader.ReadAsync();
            _reader.AdvanceTo(read.Buffer.Start);
        }

        var all = await _reader.ReadAsync();
        Assert.Equal(100, all.Buffer.Length);
        _reader.AdvanceTo(all.Buffer.Start, all.Buffer.End);
        var reading = _reader.ReadAsync().AsTask();
        await PassAsync(reading);

        await Assert.ThrowsAsync<RequestRefusedException>(() => reading);
    }

    [Fact]
    public async Task ReadAsync_AnswersAreOwed_MayBeSilentUntilAWhileAfterTheLast()
    {
        long? idleSince = null;
        _reader.IdleSince = () => idleSince;
        var reading = _reader.ReadAsync().AsTask();
        for (var i = 0; i < 10; i++) _time.Advance(TimeSpan.FromSeconds(5.1));
        Assert.False(reading.IsCompleted);

        idleSince = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(reading.IsCompleted);
        await PassAsync(reading);

        await Assert.ThrowsAsync<RequestRefusedException>(() => reading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_HostStops_EndsSoon(bool isBatch)
    {
        if (isBatch) _reader.IdleSince = () => null;
        var reading = _reader.ReadAsync().AsTask();
        await _stopping.CancelAsync();
        var before = _time.GetUtcNow();
        await PassAsync(reading);
        Assert.InRange(_time.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromSeconds(isBatch ? 2 : 4));

        Assert.Equal(503, (await Assert.ThrowsAsync<RequestRefusedException>(() => reading.WaitAsync(Patience.Limit))).Status);
    }

    [Fact]
    public async Task ReadAsync_HostStopsWhileMoreComes_GoesOn()
    {
        await _stopping.CancelAsync();

        for (var i = 0; i < 10; i++)
        {
            var reading = _reader.ReadAsync();
            _time.Advance(TimeSpan.FromSeconds(0.5));
            await ReceiveAsync(reading, 1000);
        }
    }

    /// <summary>As Kestrel's are: once the result was taken, the task is another read's.</summary>
    [Fact]
    public async Task ReadAsync_SourceUsesItsTasksAgain_TakesEachResultOnce()
    {
        var reader = new PacedReader(new OneTaskReader(), new IntakeOptions(), _stopping.Token, _time);

        for (var i = 0; i < 3; i++) Assert.True((await reader.ReadAsync()).IsCompleted);
    }

    private async Task ReceiveAfterASecondAsync(int bytes)
    {
        var reading = _reader.ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await ReceiveAsync(reading, bytes);
    }

    /// <summary>Lets time pass until it is over: who waits looks at the clock on a thread of his own.</summary>
    private async Task PassAsync(Task reading)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!reading.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    private async Task ReceiveAsync(ValueTask<ReadResult> reading, int bytes)
    {
        await _pipe.Writer.WriteAsync(new byte[bytes]);
        var read = await reading.AsTask().WaitAsync(Patience.Limit);
        Assert.Equal(bytes, read.Buffer.Length);
        _reader.AdvanceTo(read.Buffer.End);
    }

    private sealed class OneTaskReader : PipeReader, IValueTaskSource<ReadResult>
    {
        private ManualResetValueTaskSourceCore<ReadResult> _core;

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            _core.SetResult(new ReadResult(default, isCanceled: false, isCompleted: true));
            return new ValueTask<ReadResult>(this, _core.Version);
        }

        public ReadResult GetResult(short token)
        {
            var result = _core.GetResult(token);
            _core.Reset();
            return result;
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

        public override void AdvanceTo(SequencePosition consumed) => throw new NotSupportedException();

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => throw new NotSupportedException();

        public override void CancelPendingRead() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null) => throw new NotSupportedException();
    }
}
