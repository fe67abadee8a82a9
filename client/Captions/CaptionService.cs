using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Models;
using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Captions;

/// <summary>The way of a request: edge cache, header check, the picture's grain, and pixels if it asks for them.</summary>
internal sealed class CaptionService(EdgeCache cache, ImageReader images, IGrainFactory grains, PixelCourier courier, SteadyCall calls)
{
    /// <summary>A lease runs out only while this process is far too busy; asking for ever would keep it so.</summary>
    private const int MaxAttempts = 3;

    /// <exception cref="ImageRejectedException">The bytes are no accepted picture.</exception>
    /// <exception cref="OverloadedException">A queue is full.</exception>
    public async ValueTask<CaptionOutcome> CaptionAsync(
        Picture picture, ServedModel model, CaptionKey key, CaptionPriority priority, CancellationToken cancellationToken)
    {
        if (cache.TryGet(picture.Digest, key, out var known)) return new CaptionOutcome(known, CaptionSource.Hit, Stored: true);

        images.Identify(picture.Bytes.Span); // what is no picture never reaches a grain
        return await calls.RunAsync(leaving => AskAsync(picture, model, key, priority, leaving), cancellationToken);
    }

    /// <summary>What is known of a picture that is not at hand; null when nothing is.</summary>
    public async ValueTask<CaptionOutcome?> FindAsync(ImageDigest digest, CaptionKey key, CancellationToken cancellationToken)
    {
        if (cache.TryGet(digest, key, out var known)) return new CaptionOutcome(known, CaptionSource.Hit, Stored: true);
        var caption = await calls.RunAsync(leaving => GrainOf(digest).FindAsync(key, leaving), cancellationToken);
        return caption is null ? null : Keep(digest, key, new CaptionReply(CaptionSource.Hit, caption, default, Stored: true));
    }

    private async Task<CaptionOutcome> AskAsync(
        Picture picture, ServedModel model, CaptionKey key, CaptionPriority priority, CancellationToken cancellationToken)
    {
        var image = GrainOf(picture.Digest);
        for (var attempt = 1; ; attempt++)
        {
            var reply = await image.RequestAsync(key, cancellationToken);
            if (reply.Source != CaptionSource.NeedPixels) return Keep(picture.Digest, key, reply);
            try
            {
                var delivery = await courier.BringAsync(image, reply.Ticket, picture.Bytes, model.Description.Processing, priority, cancellationToken);
                return Keep(picture.Digest, key, delivery.Reply) with { PixelsDone = delivery.PixelsDone };
            }
            catch (TicketExpiredException) when (attempt < MaxAttempts)
            {
            }
        }
    }

    private IImageGrain GrainOf(ImageDigest digest) => grains.GetGrain<IImageGrain>(digest.ToString());

    /// <summary>Only what is durable is kept here: the rest the grain still has to answer for.</summary>
    private CaptionOutcome Keep(ImageDigest digest, CaptionKey key, CaptionReply reply)
    {
        var known = new KnownCaption(digest, key, reply.Caption!);
        if (reply.Stored) cache.Add(known);
        return new CaptionOutcome(known, reply.Source, reply.Stored);
    }
}
