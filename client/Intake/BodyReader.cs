using System.Buffers;
using System.IO.Pipelines;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake;

/// <summary>
/// Reads a body, or a part of one, into memory. What the client says of its length is a reason to refuse, or to keep room free once it has
/// sent something; never to use memory.
/// </summary>
internal sealed class BodyReader(
    IOptions<ImagingOptions> imaging,
    IOptions<IntakeOptions> intake,
    BufferBudget budget,
    AccessPolicy access,
    TimeProvider time
)
{
    private const int AroundBase64 = 64 * 1024;

    public int MaxImageBytes { get; } = imaging.Value.MaxBytes;

    /// <summary>
    /// Base64 writes three bytes as four characters, and a fifth more where it breaks lines of 60; the rest is for what stands around it.
    /// </summary>
    public int MaxJsonBytes { get; } = (int)Math.Min(Array.MaxLength, JsonBytesFor(imaging.Value.MaxBytes));

    public static long JsonBytesFor(int imageBytes) => (imageBytes * 8L / 5) + AroundBase64;

    public static Caller CallerOf(HttpRequest request) => Caller.Of(request.HttpContext.Connection, AccessPolicy.TenantOf(request));

    /// <param name="owner">Of the memory in which <paramref name="bytes"/> lie; null where somebody else lets go of it.</param>
    public Picture PictureOf(Caller caller, UploadBytes? owner, ReadOnlyMemory<byte> bytes)
    {
        var digest = ImageDigest.Compute(bytes.Span);
        return new Picture(digest, access.IdentityOf(digest, caller.Tenant), bytes, owner);
    }

    /// <summary>One that was sent before.</summary>
    /// <param name="again">Brings its bytes, where somebody else has them.</param>
    public Picture PictureOf(Caller caller, ImageDigest digest, Func<CancellationToken, ValueTask<Picture>>? again = null) =>
        new(digest, access.IdentityOf(digest, caller.Tenant), bytes: null) { Again = again };

    /// <summary>Empty, for up to <see cref="MaxJsonBytes"/>.</summary>
    public UploadBytes NewText(Caller caller) => new(budget, caller, MaxJsonBytes);

    /// <summary>Reads a picture.</summary>
    /// <exception cref="ImageRejectedException">More than <see cref="MaxImageBytes"/>.</exception>
    /// <exception cref="OverloadedException">Uploads hold too much, and for too long.</exception>
    public async ValueTask<Picture> ReadPictureAsync(
        Caller caller,
        PipeReader source,
        long? announced,
        CancellationToken cancellationToken
    )
    {
        var bytes = await ReadAsync(caller, source, announced, MaxImageBytes, cancellationToken);
        return PictureOf(caller, bytes, bytes.Memory);
    }

    /// <summary>Reads JSON.</summary>
    /// <exception cref="ImageRejectedException">More than <see cref="MaxJsonBytes"/>.</exception>
    /// <exception cref="OverloadedException">Uploads hold too much, and for too long.</exception>
    public async ValueTask<UploadBytes> ReadTextAsync(
        Caller caller,
        PipeReader source,
        long? announced,
        CancellationToken cancellationToken
    )
    {
        if (announced > MaxJsonBytes) throw TooManyBytes(MaxJsonBytes);
        await ByteOrderMark.SkipAsync(source, cancellationToken);
        return await ReadAsync(caller, source, announced, MaxJsonBytes, cancellationToken);
    }

    /// <exception cref="ImageRejectedException">More than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="OverloadedException">Uploads hold too much, and for too long.</exception>
    public async ValueTask<UploadBytes> ReadAsync(
        Caller caller,
        PipeReader source,
        long? announced,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (announced > limit) throw TooManyBytes(limit);
        var body = new UploadBytes(budget, caller, (int)(announced ?? limit));
        try
        {
            while (true)
            {
                var read = await source.ReadAsync(cancellationToken);
                try
                {
                    if (body.Length + read.Buffer.Length > limit) throw TooManyBytes(limit);
                    await AppendAsync(body, read.Buffer, cancellationToken);
                }
                finally
                {
                    source.AdvanceTo(read.Buffer.End); // Or the rest can't be skipped, and the connection serves no other request.
                }

                if (!read.IsCompleted) continue;
                body.Complete();
                return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <exception cref="OverloadedException">Uploads hold too much, and for too long.</exception>
    /// <exception cref="RequestRefusedException">It comes slowly, and others wait for the room it holds.</exception>
    public async ValueTask AppendAsync(UploadBytes body, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        await body.AppendAsync(bytes, cancellationToken);
        if (body.Hold.Bytes <= UploadBytes.FirstBuffer) return;
        var taken = time.GetElapsedTime(body.Hold.GrownAt);
        if (taken < intake.Value.SlowUploadGrace || body.Length > taken.TotalSeconds * intake.Value.MinBytesPerSecondInTheWay) return;
        if (budget.IsWanted(body.Hold)) throw PacedReader.TooSlow();
    }

    /// <param name="what">That has them.</param>
    public static ImageRejectedException TooManyBytes(int limit, string what = "upload") =>
        new(ImageRejection.TooLarge, "too-many-bytes", $"The {what} is larger than the {limit} bytes that are accepted.");
}
