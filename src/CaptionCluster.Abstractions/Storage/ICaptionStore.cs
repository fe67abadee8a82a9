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

    /// <summary>True when there was anything to delete.</summary>
    Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken);
}
