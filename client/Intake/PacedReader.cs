using System.Buffers;
using System.IO.Pipelines;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake;

/// <summary>
/// A body that has to keep coming while it is read: what came buys time, at the least rate that is accepted, up to the grace that silence
/// has. (A rate over the whole body, as Kestrel has it, lets whoever sent a megabyte at once be silent for an hour.) When the host stops,
/// silence has little. Only waiting counts: who does not read makes nobody slow.
/// </summary>
internal sealed class PacedReader(PipeReader source, IntakeOptions options, CancellationToken stopping, TimeProvider time) : PipeReader
{
    private static readonly TimeSpan s_graceAtStop = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _grace = options.SlowUploadGrace;
    private TimeSpan _credit = options.SlowUploadGrace;
    private ReadOnlySequence<byte> _last;
    private long _unconsumed;
    private RequestRefusedException? _refusal;

    /// <summary>A request that waits for its own answers may be silent, but not in the middle of a picture.</summary>
    public bool IsWithinItem { get; set; }

    /// <summary>
    /// Set by who answers while there is more to come; it ends at once when the host stops. Says since when there was nothing to wait for,
    /// a timestamp; null when there is.
    /// </summary>
    public Func<long?>? IdleSince { get; set; }

    /// <summary>Nothing more can be expected of the client.</summary>
    public bool IsOver => _refusal is not null;

    public static RequestRefusedException TooSlow() =>
        new(408, "upload-too-slow", "The upload was slower than the server accepts, and was cut off.");

    public override bool TryRead(out ReadResult result)
    {
        if (!source.TryRead(out result)) return false;
        Came(result, TimeSpan.Zero);
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_refusal is not null) throw _refusal;
        if (IdleSince is not null && stopping.IsCancellationRequested) throw _refusal = Stopping();
        var reading = source.ReadAsync(cancellationToken);
        if (!reading.IsCompletedSuccessfully) return WaitAsync(reading.AsTask());
        var result = reading.Result; // Once: what Kestrel hands out may be used for another read from here on.
        Came(result, TimeSpan.Zero);
        return new ValueTask<ReadResult>(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _unconsumed = _last.Slice(consumed).Length;
        _last = default;
        source.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => source.CancelPendingRead();

    public override void Complete(Exception? exception = null) => source.Complete(exception);

    private async ValueTask<ReadResult> WaitAsync(Task<ReadResult> reading)
    {
        var start = time.GetTimestamp();
        var (patience, stop) = (_credit, stopping);
        while (true)
        {
            await ((Task)reading).WaitAsync(patience, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (reading.IsCompleted)
            {
                var result = await reading;
                Came(result, time.GetElapsedTime(start));
                return result;
            }

            if (stop.IsCancellationRequested)
            {
                (patience, stop) = (IdleSince is null ? s_graceAtStop : TimeSpan.Zero, CancellationToken.None);
                continue;
            }

            if (stopping.IsCancellationRequested) await RefuseAsync(reading, Stopping());
            patience = Excused();
            if (patience <= TimeSpan.Zero) await RefuseAsync(reading, TooSlow());
        }
    }

    /// <summary>How much longer it may be silent because somebody of ours makes it wait, or did until lately.</summary>
    private TimeSpan Excused()
    {
        if (IsWithinItem || IdleSince is null) return TimeSpan.Zero;
        return IdleSince() is { } since ? _grace - time.GetElapsedTime(since) : _grace;
    }

    private async Task RefuseAsync(Task<ReadResult> reading, RequestRefusedException refusal)
    {
        _refusal = refusal;
        source.CancelPendingRead();
        var result = await reading; // At once; another read would find this one in its way.
        source.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        throw refusal;
    }

    private void Came(in ReadResult result, TimeSpan waited)
    {
        _last = result.Buffer;
        var bytes = result.Buffer.Length - _unconsumed;
        var credit = _credit - waited + TimeSpan.FromSeconds((double)bytes / options.MinBytesPerSecond);
        _credit = credit > _grace ? _grace : credit;
        if (_credit < TimeSpan.Zero) _credit = TimeSpan.Zero; // It was excused.
    }

    private static RequestRefusedException Stopping() =>
        new(503, "stopping", "The service stops; what was not read yet is to be sent again.");
}
