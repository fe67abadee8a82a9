using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Captions;

/// <summary>The way of a request: edge cache, header check, the picture's grain, and pixels if it asks for them.</summary>
internal sealed class CaptionService(
    EdgeCache cache, ForgottenPictures forgotten, ImageReader images, IGrainFactory grains, PixelCourier courier, SteadyCall calls)
{
    /// <summary>A lease runs out only while this process is far too busy, and asking for ever would keep it so; silos don't leave as often.</summary>
    private const int MaxAttempts = 3;

    private static readonly GrainInterfaceType s_image = GrainInterfaceType.Create(IImageGrain.TypeName);

    /// <summary>The answer, if this process has it; null when the cluster must be asked.</summary>
    public CaptionOutcome? AtHand(Upload upload, CaptionKey key) =>
        forgotten.IsCurrent && cache.TryGet(upload.Identity, key, out var known) ? new CaptionOutcome(known, CaptionSource.Hit, Stored: true) : null;

    /// <exception cref="ImageRejectedException">The bytes are no accepted picture.</exception>
    /// <exception cref="OverloadedException">A queue is full.</exception>
    public async ValueTask<CaptionOutcome> CaptionAsync(Upload upload, ServedModel model, CaptionKey key, CancellationToken cancellationToken)
    {
        if (AtHand(upload, key) is { } atHand) return atHand;
        images.Identify(upload.Image.Span); // what is no picture never reaches a grain
        var errand = new Errand();
        return await calls.RunAsync(leaving => AskAsync(upload, model, key, errand, leaving), cancellationToken);
    }

    /// <summary>What is known of a picture that is not at hand; null when nothing is.</summary>
    public async ValueTask<CaptionOutcome?> FindAsync(Upload upload, CaptionKey key, CancellationToken cancellationToken)
    {
        if (AtHand(upload, key) is { } atHand) return atHand;
        var askedAt = forgotten.Position;
        var reply = await calls.RunAsync(leaving => GrainOf(upload.Identity).FindAsync(key, leaving), cancellationToken);
        return reply is null ? null : Keep(upload, key, reply, askedAt);
    }

    /// <summary>Forgets a picture in the whole cluster. True when it was known.</summary>
    /// <exception cref="StoreUnavailableException">The store did not delete: call again.</exception>
    public async Task<bool> ForgetAsync(ImageDigest identity, CancellationToken cancellationToken)
    {
        var wasKnown = await calls.RunAsync(leaving => GrainOf(identity).ForgetAsync(leaving), cancellationToken);
        forgotten.Forget(identity);
        return wasKnown;
    }

    private async Task<CaptionOutcome> AskAsync(Upload upload, ServedModel model, CaptionKey key, Errand errand, CancellationToken cancellationToken)
    {
        var image = GrainOf(upload.Identity);
        var askedAt = forgotten.Position;
        for (var attempt = 1; ; attempt++)
        {
            errand.GiveBack();
            try
            {
                var reply = await image.RequestAsync(key, cancellationToken);
                if (reply.Source != CaptionSource.NeedPixels) return Keep(upload, key, reply, askedAt);
                var delivery = await courier.BringAsync(image, reply.Ticket, upload.Image, model.Description.Processing, errand, cancellationToken);
                return Keep(upload, key, delivery.Reply, askedAt) with { PixelsDone = delivery.PixelsDone };
            }
            catch (TicketExpiredException) when (attempt < MaxAttempts)
            {
                // Asked again.
            }
        }
    }

    /// <summary>
    /// By its type's name, as its class may not be known here just now: the silos that keep images may be on their way back. And with its
    /// interface's name, which would be looked for by reflection each time.
    /// </summary>
    private IImageGrain GrainOf(ImageDigest identity) =>
        (IImageGrain)grains.GetGrain(GrainId.Create(IImageGrain.TypeName, identity.ToString()), s_image);

    /// <summary>Only what is durable is kept here: the rest the grain still has to answer for.</summary>
    private CaptionOutcome Keep(Upload upload, CaptionKey key, CaptionReply reply, long askedAt)
    {
        var known = new KnownCaption(upload.Digest, key, reply.Caption!) { Identity = upload.Identity, ExpiresAt = reply.ExpiresAt };
        if (reply.Stored) forgotten.Keep(known, askedAt);
        return new CaptionOutcome(known, reply.Source, reply.Stored);
    }
}
