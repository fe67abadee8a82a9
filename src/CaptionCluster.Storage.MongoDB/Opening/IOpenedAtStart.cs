namespace CaptionCluster.Storage.MongoDB;

/// <summary>A store that prepares its collections before the process takes work, and is closed after it.</summary>
internal interface IOpenedAtStart : IAsyncDisposable
{
    /// <exception cref="StoreUnavailableException">The server refuses: somebody must put that right.</exception>
    Task OpenAsync(CancellationToken cancellationToken);
}
