using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake;

/// <summary>
/// Decodes on a few threads of its own: decoding is the front's only heavy work, and on the thread pool it would starve
/// everything that must answer at once.
/// </summary>
internal sealed class DecodeThreads : IDisposable
{
    private readonly ImageReader _reader;
    private readonly TimeProvider _time;
    private readonly DecodeLine _line = new();
    private readonly Thread[] _threads;
    private readonly int _maxDepth;
    private double _secondsPerPicture;
    private int _callersDecoding;

    public DecodeThreads(ImageReader reader, IOptions<IntakeOptions> options, TimeProvider time)
    {
        _reader = reader;
        _time = time;
        _maxDepth = options.Value.MaxDecodeQueueDepth;
        _threads = new Thread[options.Value.DecodeThreadCount];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = "caption-decode-" + i };
            _threads[i].Start();
        }
    }

    /// <summary>A decode that runs stops between two rows or strips at the earliest, and is waited for, so that its buffers are free afterwards.</summary>
    /// <exception cref="ImageRejectedException">The bytes are no accepted picture.</exception>
    /// <exception cref="OverloadedException">Too many pictures wait.</exception>
    public Task<ImageInfo> ReadAsync(ReadOnlyMemory<byte> image, ImageProcessing processing, Memory<byte> rgb, CancellationToken cancellationToken)
    {
        var priority = CaptionUrgency.Priority;
        if (_line.Count >= _maxDepth)
        {
            var wait = TimeSpan.FromSeconds(_maxDepth * Volatile.Read(ref _secondsPerPicture) / _threads.Length);
            throw new OverloadedException($"{_maxDepth} pictures wait to be decoded already.", wait);
        }

        var job = new DecodeJob(image, processing, rgb, cancellationToken);
        if (priority != CaptionPriority.Interactive || !TryRunHere(job)) _line.Add(job, priority);
        return job.Task;
    }

    public void Dispose()
    {
        _line.Close();
        foreach (var thread in _threads) thread.Join();
    }

    /// <summary>A picture that somebody waits for, with nobody waiting before him, is decoded by its caller: two threads less to wake. One at a time, so that the thread pool loses one at most.</summary>
    private bool TryRunHere(DecodeJob job)
    {
        if (_line.IsAnyWaiting(CaptionPriority.Interactive) || Interlocked.CompareExchange(ref _callersDecoding, 1, 0) != 0) return false;
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
        while (_line.Take() is { } job) Run(job);
    }

    private void Run(DecodeJob job)
    {
        var start = _time.GetTimestamp();
        if (job.Run(_reader)) Measure(_time.GetElapsedTime(start));
    }

    /// <summary>A moving average; threads may overwrite each other's last sample, which an estimate can bear.</summary>
    private void Measure(TimeSpan took)
    {
        const double weight = 0.05;
        var before = Volatile.Read(ref _secondsPerPicture);
        Volatile.Write(ref _secondsPerPicture, before == 0 ? took.TotalSeconds : before + (weight * (took.TotalSeconds - before)));
    }
}
