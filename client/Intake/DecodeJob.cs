using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Intake;

/// <summary>One picture that waits for a decoding thread.</summary>
internal sealed class DecodeJob(ReadOnlyMemory<byte> image, ImageProcessing processing, Memory<byte> rgb, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<ImageInfo> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ImageInfo> Task => _done.Task;

    /// <summary>False when the caller had left already.</summary>
    public bool Run(ImageReader reader)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _done.SetCanceled(cancellationToken);
            return false;
        }

        try
        {
            _done.SetResult(reader.Read(image.Span, processing, rgb.Span[..(processing.Width * processing.Height * 3)], cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _done.SetCanceled(cancellationToken);
        }
        catch (Exception e)
        {
            _done.SetException(e);
        }

        return true;
    }
}
