namespace CaptionCluster.Client.Facades;

/// <summary>Tells whoever sent a request what is known before its answer.</summary>
internal interface IWordsTeller
{
    /// <param name="ask">Is given who listens to its words; null for nobody.</param>
    ValueTask<T> WhileAsync<T>(Func<IProgress<string>?, ValueTask<T>> ask);
}
