namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>A stream that can't seek.</summary>
internal sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override long Length => throw new NotSupportedException();

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
        destination.WriteAsync(ToArray(), cancellationToken).AsTask();
}
