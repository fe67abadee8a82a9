namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>What was loaded so far, given back when the rest fails.</summary>
internal sealed class Loading : IDisposable
{
    private readonly Stack<IDisposable> _loaded = [];

    public T Add<T>(T loaded)
        where T : IDisposable
    {
        _loaded.Push(loaded);
        return loaded;
    }

    /// <summary>All went well: the model owns everything now.</summary>
    public ILoadedModel Complete(ILoadedModel model)
    {
        _loaded.Clear();
        return model;
    }

    public void Dispose()
    {
        while (_loaded.TryPop(out var loaded)) loaded.Dispose();
    }
}
