namespace CaptionCluster;

/// <summary>Keeps captions durably. Safe for concurrent use; one conformance test class holds for every store.</summary>
public interface ICaptionStore
{
    /// <summary>
    /// Grows when what was durable is gone, as its file was deleted: whoever remembers something to be stored has to store it again.
    /// </summary>
    long Losses => 0;

    /// <summary>
    /// Every sound caption of a picture; empty when there is none. One that is not sound, as earlier versions kept them, is missing.
    /// </summary>
    Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken);

    /// <summary>Returns once the caption is durable. The same digest and key again replaces what was there.</summary>
    Task PutAsync(StoredCaption caption, CancellationToken cancellationToken);

    /// <summary>Deletes a picture's captions and corrections. True when there was anything to delete.</summary>
    Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken);

    /// <summary>Every correction of a picture, at most one a revision.</summary>
    Task<IReadOnlyList<StoredCorrection>> GetCorrectionsAsync(ImageDigest digest, CancellationToken cancellationToken);

    /// <summary>Returns once it is durable. The same digest and revision again replaces what was there.</summary>
    Task PutCorrectionAsync(StoredCorrection correction, CancellationToken cancellationToken);

    /// <summary>True when there was one.</summary>
    Task<bool> DeleteCorrectionAsync(ImageDigest digest, string revision, CancellationToken cancellationToken);

    /// <summary>
    /// All there are, page by page: the next ones by digest and revision, fewer than <paramref name="count"/> at the end.
    /// </summary>
    /// <param name="last">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<StoredCorrection>> ListCorrectionsAsync(
        StoredCorrection? last, int count, CancellationToken cancellationToken);
}
