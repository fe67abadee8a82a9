namespace CaptionCluster.Storage.Opening;

/// <summary>A store from under which what it keeps can be taken.</summary>
internal interface IWatchedStore : IStoreCondition
{
    /// <summary>
    /// Looks whether what is stored is still there. If not, lets go of it and makes it anew, a step a call. Never throws.
    /// </summary>
    Task LookAfterAsync(CancellationToken cancellationToken);
}
