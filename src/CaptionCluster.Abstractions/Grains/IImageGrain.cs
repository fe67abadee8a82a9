namespace CaptionCluster;

/// <summary>
/// One picture of the cluster, keyed by its digest in hexadecimal. Keeps its captions and lets one flight a key do the work.
/// </summary>
[GrainInterfaceType(TypeName)]
public interface IImageGrain : IGrainWithStringKey
{
    /// <summary>The name of its class and of this interface. Silos that have a grain class of this name keep images.</summary>
    const string TypeName = "image";

    /// <summary>
    /// Asks for a caption: a hit at once; the result of the flight in the air when there is one; or a ticket,
    /// which makes the caller the one who brings pixels before its lease runs out.
    /// </summary>
    /// <exception cref="TicketExpiredException">The grain is leaving its silo, and nobody's pixels reach it any more: ask
    /// again.</exception>
    [ResponseTimeout(GrainCalls.LongestWait)]
    Task<CaptionReply> RequestAsync(CaptionKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Brings the pixels a ticket asked for and waits for the caption. Late pixels are as good as any: they are used when they are
    /// still needed, and otherwise their bringer waits like the others or is answered from memory.
    /// </summary>
    /// <remarks>
    /// Inside one process the pixels pass by reference, and the flight goes on for others when this caller leaves: a pooled buffer may be
    /// returned after an answer or a typed error, never after a cancellation or a lost connection.
    /// </remarks>
    /// <exception cref="TicketExpiredException">The ticket is not known here (any more): ask again.</exception>
    [ResponseTimeout(GrainCalls.LongestWait)]
    Task<CaptionReply> ProvideAsync(Guid ticket, ImagePixels pixels, CancellationToken cancellationToken);

    /// <summary>Gives a ticket back unused: the next waiter is asked for pixels.</summary>
    Task AbandonAsync(Guid ticket);

    /// <summary>
    /// Says that the bytes are no picture: everyone who waits on the ticket's flight gets this error, as their bytes are the same.
    /// </summary>
    Task RejectAsync(Guid ticket, ImageRejectedException reason);

    /// <summary>What is known, without asking for anything; null when this key was never computed.</summary>
    /// <exception cref="StoreUnavailableException">Not in memory, and the store can't say.</exception>
    Task<CaptionReply?> FindAsync(CaptionKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for words of a caption that is asked for by another call, whoever's that is: for others than <paramref name="known"/>, and not
    /// long. What comes in between may be left out; a text may be shorter than the one before when the work began anew elsewhere.
    /// </summary>
    Task<WordsReply> NextWordsAsync(CaptionKey key, string known, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a person's sentence in the place of the model's, durably, for all captions of the picture by that revision, those to come too;
    /// within a second every front answers with it. Returns the caption as it is answered from then on; null when the key's is not known.
    /// </summary>
    /// <param name="picture">The digest of the bytes as uploaded.</param>
    /// <exception cref="StoreUnavailableException">The store did not keep it: call again.</exception>
    Task<CaptionReply?> CorrectAsync(CaptionKey key, ImageDigest picture, string text, CancellationToken cancellationToken);

    /// <summary>Takes that sentence back, everywhere within a second. True when there was one.</summary>
    /// <exception cref="StoreUnavailableException">The store did not delete it: call again.</exception>
    Task<bool> WithdrawCorrectionAsync(string revision, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes every caption and correction of the picture, from the store too and, within a second, from the memory of every front. True
    /// when there was one. Work that had its pixels before the call still answers those who wait for it and is then forgotten as well;
    /// pixels that come after it are a new request.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not delete: call again.</exception>
    Task<bool> ForgetAsync(CancellationToken cancellationToken);
}
