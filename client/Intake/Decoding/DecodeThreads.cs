using CaptionCluster.Client.Waiting;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>
/// Decodes on a few threads of its own: decoding is the front's only heavy work, and on the thread pool it would starve
/// everything that must answer at once.
/// </summary>
internal sealed class DecodeThreads : IDisposable
{
    private readonly ImageReader _reader;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly DecodeRates _rates = new();
    private readonly DecodeQueue _queue;
    private readonly Thread[] _threads;
    private int _callersDecoding;

    public DecodeThreads(ImageReader reader, IOptions<IntakeOptions> options, IOptions<DeadlineOptions> deadlines, TimeProvider time)
    {
        (_reader, _time, _patience) = (reader, time, deadlines.Value.Timeout);
        _queue = new DecodeQueue(options.Value.DecodeThreadCount, options.Value.MaxDecodeQueueDepth, time);
        _threads = new Thread[DecodeQueue.ThreadsFor(options.Value.DecodeThreadCount)];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = "caption-decode-" + i };
            _threads[i].Start();
        }
    }

    /// <summary>
    /// A decode that runs stops between two rows or strips at the earliest, and is waited for, so that its buffers are free afterwards.
    /// </summary>
    /// <exception cref="ImageRejectedException">The bytes are no accepted picture.</exception>
    /// <exception cref="OverloadedException">It can't be decoded before its caller's time is up.</exception>
    public Task<ImageInfo> ReadAsync(
        ReadOnlyMemory<byte> image,
        ImageProcessing processing,
        Memory<byte> rgb,
        Urgency urgency,
        CancellationToken cancellationToken
    )
    {
        var load = _reader.Weigh(image.Span, processing);
        var job = new DecodeJob(image, processing, rgb, load, _rates.Expect(load), cancellationToken)
        {
            Priority = urgency.Priority,
            Patience = urgency.Patience ?? _patience,
        };
        if (!TryRunHere(job)) _queue.Add(job);
        return job.Task;
    }

    public void Dispose()
    {
        _queue.Close();
        foreach (var thread in _threads) thread.Join();
    }

    /// <summary>
    /// A picture that somebody waits for, with nobody waiting before him, is decoded by its caller: two threads less to wake. One at a
    /// time, so that the thread pool loses one at most, and for a moment only.
    /// </summary>
    private bool TryRunHere(DecodeJob job)
    {
        if (job.Priority != CaptionPriority.Interactive || job.IsHuge) return false;
        if (_queue.IsAnyBefore(job) || Interlocked.CompareExchange(ref _callersDecoding, 1, 0) != 0) return false;
        try
        {
            Run(job);
            return true;
        }
        finally
        {
            Volatile.Write(ref _callersDecoding, 0);
        }
    }

    private void Work()
    {
        while (_queue.Take() is { } job)
        {
            Run(job);
            _queue.Done(job);
        }
    }

    private void Run(DecodeJob job)
    {
        var start = _time.GetTimestamp();
        if (job.Run(_reader)) _rates.Record(job.Load, _time.GetElapsedTime(start));
    }
}
