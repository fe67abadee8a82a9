using System.IO.Pipelines;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake;

/// <summary>Reads a body, or a part of one, into a pooled buffer. What the client says of its length is a reason to refuse, never to allocate.</summary>
internal sealed class BodyReader(IOptions<ImagingOptions> imaging, BufferBudget budget)
{
    private const int FirstBuffer = 64 * 1024;

    public int MaxImageBytes { get; } = imaging.Value.MaxBytes;

    /// <summary>Base64 writes three bytes as four characters, and a fifth more where it breaks lines of 60; the rest is for what stands around it.</summary>
    public int MaxJsonBytes { get; } = (int)Math.Min(Array.MaxLength, JsonBytesFor(imaging.Value.MaxBytes));

    public static long JsonBytesFor(int imageBytes) => (imageBytes * 8L / 5) + FirstBuffer;

    public PooledBytes NewBuffer() => new(budget, FirstBuffer);

    /// <summary>Reads JSON.</summary>
    /// <exception cref="ImageRejectedException">More than <see cref="MaxJsonBytes"/>.</exception>
    /// <exception cref="OverloadedException">All uploads together hold too much.</exception>
    public async ValueTask<PooledBytes> ReadTextAsync(PipeReader source, long? announced, CancellationToken cancellationToken)
    {
        if (announced > MaxJsonBytes) throw TooManyBytes(MaxJsonBytes);
        await ByteOrderMark.SkipAsync(source, cancellationToken);
        return await ReadAsync(source, announced, MaxJsonBytes, cancellationToken);
    }

    /// <exception cref="ImageRejectedException">More than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="OverloadedException">All uploads together hold too much.</exception>
    public async ValueTask<PooledBytes> ReadAsync(PipeReader source, long? announced, int limit, CancellationToken cancellationToken)
    {
        if (announced > limit) throw TooManyBytes(limit);
        var body = new PooledBytes(budget, (int)Math.Clamp(announced ?? FirstBuffer, 1, FirstBuffer));
        try
        {
            while (true)
            {
                var read = await source.ReadAsync(cancellationToken);
                try
                {
                    if (body.Length + read.Buffer.Length > limit) throw TooManyBytes(limit);
                    body.Append(read.Buffer);
                }
                finally
                {
                    source.AdvanceTo(read.Buffer.End); // Or the rest can't be skipped, and the connection serves no other request.
                }

                if (read.IsCompleted) return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static ImageRejectedException TooManyBytes(int limit) =>
        new(ImageRejection.TooLarge, "too-many-bytes", $"The upload is larger than the {limit} bytes that are accepted.");
}
