namespace CaptionCluster.Grains.Tests;

/// <summary>What the front does with an image grain.</summary>
internal static class ImageGrainCalls
{
    /// <summary>Asks, and brings pixels when asked for them.</summary>
    public static async Task<CaptionReply> CaptionAsync(
        this IImageGrain image, CaptionKey? key = null, CancellationToken cancellationToken = default)
    {
        var reply = await image.RequestAsync(key ?? Samples.Key, cancellationToken);
        return reply.Source == CaptionSource.NeedPixels
            ? await image.ProvideAsync(reply.Ticket, Samples.Pixels, cancellationToken)
            : reply;
    }

    public static async Task<Guid> TakeTicketAsync(this IImageGrain image, CaptionKey? key = null)
    {
        var reply = await image.RequestAsync(key ?? Samples.Key, CancellationToken.None);
        Assert.Equal(CaptionSource.NeedPixels, reply.Source);
        return reply.Ticket;
    }

    public static Task<CaptionReply> AskAsync(
        this IImageGrain image,
        CaptionKey? key = null,
        CancellationToken cancellationToken = default
    ) => image.RequestAsync(key ?? Samples.Key, cancellationToken);

    public static Task<CaptionReply> ProvideAsync(this IImageGrain image, Guid ticket, CancellationToken cancellationToken = default) =>
        image.ProvideAsync(ticket, Samples.Pixels, cancellationToken);

    /// <summary>A call that changes nothing. It says nothing of calls still on their way, which may overtake each other.</summary>
    public static Task TouchAsync(this IImageGrain image) => Patience.For(image.AbandonAsync(Guid.Empty));
}
