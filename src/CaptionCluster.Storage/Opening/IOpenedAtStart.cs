namespace CaptionCluster.Storage.Opening;

/// <summary>A store that is opened before the process takes work, and closed after it.</summary>
internal interface IOpenedAtStart : IAsyncDisposable
{
    /// <exception cref="StoreUnavailableException">Somebody must put something right first.</exception>
    Task StartAsync(CancellationToken cancellationToken);
}
