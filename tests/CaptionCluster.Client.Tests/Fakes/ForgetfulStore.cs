namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>A store that keeps nothing and can be told that it lost what it had.</summary>
internal sealed class ForgetfulStore : ICaptionStore
{
    public long Losses { get; set; }

    public Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredCaption>>([]);

    public Task PutAsync(StoredCaption caption, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<StoredCorrection>> GetCorrectionsAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        ListCorrectionsAsync(null, 1, cancellationToken);

    public Task PutCorrectionAsync(StoredCorrection correction, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> DeleteCorrectionAsync(ImageDigest digest, string revision, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    public Task<IReadOnlyList<StoredCorrection>> ListCorrectionsAsync(
        StoredCorrection? last, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoredCorrection>>([]);

    public Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken) => Task.FromResult(false);
}
