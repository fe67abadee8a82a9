using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>One picture that waits for a decoding thread.</summary>
/// <param name="expected">How long it should take.</param>
internal sealed class DecodeJob(
    ReadOnlyMemory<byte> image,
    ImageProcessing processing,
    Memory<byte> rgb,
    DecodeLoad load,
    TimeSpan expected,
    CancellationToken cancellationToken
)
{
    private readonly TaskCompletionSource<ImageInfo> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _leaving;

    public Task<ImageInfo> Task => _done.Task;

    public DecodeLoad Load => load;

    public double Seconds { get; } = expected.TotalSeconds;

    public int Size { get; } = DecodeSize.Of(expected);

    public bool IsHuge => DecodeSize.IsHuge(Size);

    public CaptionPriority Priority { get; init; }

    /// <summary>How long after it joined the queue it must be done.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.MaxValue;

    /// <summary>From then on it can't be done in time, a timestamp.</summary>
    public long LatestStart { get; set; } = long.MaxValue;

    /// <summary>Where it waits; null when it does not.</summary>
    public LinkedListNode<DecodeJob>? Node { get; set; }

    /// <param name="left">Called when the caller leaves before <see cref="Run"/>.</param>
    public void WatchCaller(Action<DecodeJob> left) =>
        _leaving = cancellationToken.UnsafeRegister(static state => ((Action)state!)(), () => left(this));

    public void Cancel() => _done.TrySetCanceled(cancellationToken);

    public void Refuse(OverloadedException reason)
    {
        _leaving.Unregister();
        _done.TrySetException(reason);
    }

    /// <summary>Whether it was decoded, and so says how long that takes: the caller may have left, the picture be broken.</summary>
    public bool Run(ImageReader reader)
    {
        _leaving.Unregister();
        if (cancellationToken.IsCancellationRequested)
        {
            Cancel();
            return false;
        }

        try
        {
            _done.SetResult(reader.Read(image.Span, processing, rgb.Span[..(processing.Width * processing.Height * 3)], cancellationToken));
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Cancel();
            return false;
        }
        catch (Exception error)
        {
            _done.SetException(error);
            return false;
        }
    }
}
