using System.Buffers;
using CaptionCluster.Client.Intake.Decoding;

namespace CaptionCluster.Client.Captioning;

/// <summary>Redeems a ticket: makes the pixels and hands them to the picture's grain.</summary>
internal sealed class PixelProvider(DecodeThreads decoder, TimeProvider time)
{
    private const int BytesPerPixel = 3;

    private readonly ArrayPool<byte> _pool = ArrayPool<byte>.Shared;

    internal PixelProvider(DecodeThreads decoder, TimeProvider time, ArrayPool<byte> pool)
        : this(decoder, time) => _pool = pool;

    /// <exception cref="TicketExpiredException">It took too long: ask again.</exception>
    public async Task<Delivery> BringAsync(
        IImageGrain image,
        Guid ticket,
        ReadOnlyMemory<byte> bytes,
        ImageProcessing processing,
        Errand errand,
        Urgency urgency,
        CancellationToken cancellationToken)
    {
        var size = processing.Width * processing.Height * BytesPerPixel;
        var buffer = _pool.Rent(size);
        var source = await DecodeAsync(image, ticket, bytes, processing, buffer, urgency, cancellationToken);
        var done = time.GetTimestamp();

        var pixels = new ImagePixels(source, processing.Width, processing.Height, buffer.AsMemory(0, size));
        errand.Sent(image, ticket);
        var reply = await image.ProvideAsync(ticket, pixels, cancellationToken);

        // Inside one process the grain works on this very buffer. Only a caption proves that nobody reads it any more;
        // after a failure or a cancellation it is left to the garbage collector.
        _pool.Return(buffer);
        return new Delivery(reply, done);
    }

    private async Task<ImageInfo> DecodeAsync(
        IImageGrain image,
        Guid ticket,
        ReadOnlyMemory<byte> bytes,
        ImageProcessing processing,
        byte[] buffer,
        Urgency urgency,
        CancellationToken cancellationToken)
    {
        try
        {
            return await decoder.ReadAsync(bytes, processing, buffer, urgency, cancellationToken);
        }
        catch (Exception error)
        {
            _pool.Return(buffer);

            // Not waited for: if the word does not arrive, the ticket's lease says the same a little later.
            if (error is ImageRejectedException rejection) image.RejectAsync(ticket, rejection).Ignore();
            else image.AbandonAsync(ticket).Ignore();
            throw;
        }
    }
}

/// <param name="PixelsDone">When the pixels were ready, a timestamp.</param>
internal readonly record struct Delivery(CaptionReply Reply, long PixelsDone);

/// <summary>What a request's attempts know of each other: that pixels were sent, which the grain may never have got.</summary>
internal sealed class Errand
{
    private Action? _giveBack;

    public void Sent(IImageGrain image, Guid ticket) => Volatile.Write(ref _giveBack, () => image.AbandonAsync(ticket).Ignore());

    /// <summary>
    /// Gives the ticket of the pixels back. Were they lost with a silo, the next one is asked for them now, and not when the lease ends;
    /// were they not, the ticket is used and nothing happens.
    /// </summary>
    public void GiveBack() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
