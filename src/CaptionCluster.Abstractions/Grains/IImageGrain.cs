namespace CaptionCluster;

/// <summary>One picture of the cluster, keyed by its digest in hexadecimal. Keeps its captions and lets one flight a key do the work.</summary>
public interface IImageGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks for a caption: a hit at once; the result of the flight in the air when there is one; or a ticket,
    /// which makes the caller the one who brings pixels before its lease runs out.
    /// </summary>
    Task<CaptionReply> RequestAsync(CaptionKey key, CancellationToken cancellationToken);

    /// <summary>Brings the pixels a ticket asked for and waits for the caption.</summary>
    /// <exception cref="TicketExpiredException">The lease ran out and someone else has the ticket: ask again.</exception>
    Task<CaptionReply> ProvideAsync(Guid ticket, ImagePixels pixels, CancellationToken cancellationToken);

    /// <summary>Gives a ticket back unused: the next waiter is asked for pixels.</summary>
    Task AbandonAsync(Guid ticket);

    /// <summary>Says that the bytes are no picture: everyone who waits on the ticket's flight gets this error, as their bytes are the same.</summary>
    Task RejectAsync(Guid ticket, ImageRejectedException reason);

    /// <summary>What is known, without asking for anything; null when this key was never computed.</summary>
    Task<Caption?> FindAsync(CaptionKey key, CancellationToken cancellationToken);

    /// <summary>Deletes every caption of the picture, from the store too. True when there was one.</summary>
    Task<bool> ForgetAsync(CancellationToken cancellationToken);
}
