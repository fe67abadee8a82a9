using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;
using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Captioning;

/// <summary>From a picture to its caption: edge cache, header check, the picture's grain, and pixels if it asks for them.</summary>
internal sealed class CaptionService(
    EdgeCache cache,
    ImageReader images,
    IGrainFactory grains,
    PixelProvider provider,
    HedgedCall calls,
    WordsFollower follower
)
{
    /// <summary>
    /// A lease runs out only while this process is far too busy, and asking for ever would keep it so; silos don't leave as often.
    /// </summary>
    private const int MaxAttempts = 3;

    private static readonly GrainInterfaceType s_image = GrainInterfaceType.Create(IImageGrain.TypeName);

    /// <summary>The answer, if this process has it; null when the cluster must be asked.</summary>
    public CaptionOutcome? AtHand(Picture picture, CaptionKey key) =>
        cache.TryGet(picture.Identity, key, out var known) ? new CaptionOutcome(known, CaptionSource.Hit, Stored: true) : null;

    /// <summary>Asks the cluster for what is not at hand.</summary>
    /// <param name="urgency">Goes with every call from here on, to the lines that pictures wait in.</param>
    /// <param name="words">
    /// Is told the text so far as it is decided. Each is whole and takes the place of the one before; not every one comes, so the last of
    /// them is in the answer. None comes after this has ended.
    /// </param>
    /// <exception cref="ImageRejectedException">The bytes are no accepted picture.</exception>
    /// <exception cref="RequestRefusedException">There are no bytes, and no caption is known.</exception>
    /// <exception cref="OverloadedException">A queue is full.</exception>
    public async ValueTask<CaptionOutcome> AskAsync(
        Picture picture,
        ServedModel model,
        CaptionKey key,
        Urgency urgency,
        CancellationToken cancellationToken,
        IProgress<string>? words = null
    )
    {
        Urgency.Current = urgency;
        if (picture.Bytes is not { } bytes)
        {
            return await FindAsync(picture, key, cancellationToken)
                ?? await AskAgainAsync(picture, model, key, urgency, cancellationToken, words);
        }

        images.Identify(bytes.Span); // what is no picture never reaches a grain
        var errand = new Errand();
        var asking = calls.RunAsync(leaving => AskAsync(picture, bytes, model, key, errand, urgency, leaving), cancellationToken);
        if (words is null)
        {
            return await asking;
        }

        return await follower.FollowAsync(
            asking,
            (known, leaving) => GrainOf(picture.Identity).NextWordsAsync(key, known, leaving),
            words
        );
    }

    /// <summary>Forgets a picture in the whole cluster. True when it was known.</summary>
    /// <exception cref="StoreUnavailableException">The store did not delete: call again.</exception>
    public async Task<bool> ForgetAsync(ImageDigest identity, CancellationToken cancellationToken)
    {
        var wasKnown = await calls.RunAsync(leaving => GrainOf(identity).ForgetAsync(leaving), cancellationToken);
        cache.Forget(identity);
        return wasKnown;
    }

    /// <summary>Puts a person's sentence in the place of the model's, in the whole cluster.</summary>
    /// <exception cref="RequestRefusedException">No caption of the picture is known.</exception>
    /// <exception cref="StoreUnavailableException">The store did not keep it: call again.</exception>
    public async Task<CaptionOutcome> CorrectAsync(Picture picture, CaptionKey key, string text, CancellationToken cancellationToken)
    {
        var image = GrainOf(picture.Identity);
        var reply = await calls.RunAsync(leaving => image.CorrectAsync(key, picture.Digest, text, leaving), cancellationToken);
        cache.Forget(picture.Identity);
        return Keep(picture, key, reply ?? throw NeverSeen(), cache.Position);
    }

    /// <summary>Takes that sentence back. True when there was one.</summary>
    /// <exception cref="StoreUnavailableException">The store did not delete it: call again.</exception>
    public async Task<bool> WithdrawCorrectionAsync(ImageDigest identity, string revision, CancellationToken cancellationToken)
    {
        var wasThere = await calls.RunAsync(leaving => GrainOf(identity).WithdrawCorrectionAsync(revision, leaving), cancellationToken);
        cache.Forget(identity);
        return wasThere;
    }

    /// <summary>With bytes that somebody else has.</summary>
    private async ValueTask<CaptionOutcome> AskAgainAsync(Picture picture, ServedModel model, CaptionKey key, Urgency urgency,
        CancellationToken cancellationToken, IProgress<string>? words)
    {
        if (picture.Again is not { } again) throw NeverSeen();
        using var whole = await again(cancellationToken);
        return AtHand(whole, key) ?? await AskAsync(whole, model, key, urgency, cancellationToken, words);
    }

    private async Task<CaptionOutcome?> FindAsync(Picture picture, CaptionKey key, CancellationToken cancellationToken)
    {
        var askedAt = cache.Position;
        var reply = await calls.RunAsync(leaving => GrainOf(picture.Identity).FindAsync(key, leaving), cancellationToken);
        return reply is null ? null : Keep(picture, key, reply, askedAt);
    }

    private async Task<CaptionOutcome> AskAsync(
        Picture picture,
        ReadOnlyMemory<byte> bytes,
        ServedModel model,
        CaptionKey key,
        Errand errand,
        Urgency urgency,
        CancellationToken cancellationToken
    )
    {
        var image = GrainOf(picture.Identity);
        var askedAt = cache.Position;
        for (var attempt = 1; ; attempt++)
        {
            errand.GiveBack();
            try
            {
                var reply = await RequestAsync(image, key, cancellationToken);
                if (reply.Source != CaptionSource.NeedPixels)
                {
                    return Keep(picture, key, reply, askedAt);
                }

                var delivery = await provider.BringAsync(
                    image,
                    reply.Ticket,
                    bytes,
                    model.Description.Processing,
                    errand,
                    urgency,
                    cancellationToken
                );
                return Keep(picture, key, delivery.Reply, askedAt) with { PixelsDone = delivery.PixelsDone };
            }
            catch (TicketExpiredException) when (attempt < MaxAttempts)
            {
                // Asked again.
            }
            catch (OperationCanceledException)
            {
                errand.GiveBack(); // The pixels may not have been sent.
                throw;
            }
        }
    }

    /// <summary>Whoever leaves gives back a ticket that may be on its way.</summary>
    private static async Task<CaptionReply> RequestAsync(IImageGrain image, CaptionKey key, CancellationToken cancellationToken)
    {
        var ticket = Guid.NewGuid();
        ProposedTicket.Current = ticket;
        try
        {
            return await image.RequestAsync(key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            image.AbandonAsync(ticket).Ignore();
            throw;
        }
    }

    /// <summary>
    /// By its type's name, as its class may not be known here just now: the silos that keep images may be on their way back. And with its
    /// interface's name, which would be looked for by reflection each time.
    /// </summary>
    private IImageGrain GrainOf(ImageDigest identity) =>
        (IImageGrain)grains.GetGrain(GrainId.Create(IImageGrain.TypeName, identity.ToString()), s_image);

    /// <summary>Only what is durable is kept here: the rest the grain still has to answer for.</summary>
    private CaptionOutcome Keep(Picture picture, CaptionKey key, CaptionReply reply, long askedAt)
    {
        var known = new KnownCaption(picture.Digest, key, reply.Caption!, reply.ModelText)
        {
            Identity = picture.Identity,
            ExpiresAt = reply.ExpiresAt,
        };
        if (reply.Stored) cache.Keep(known, askedAt);
        return new CaptionOutcome(known, reply.Source, reply.Stored);
    }

    private static RequestRefusedException NeverSeen() =>
        new(404, "never-seen", "No caption of this picture by this model with this decoding is known. Send its bytes.");
}
