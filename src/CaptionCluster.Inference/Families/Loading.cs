namespace CaptionCluster.Inference.Families;

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

    /// <summary>All went well: what was made of it owns everything now.</summary>
    public T Complete<T>(T owner)
        where T : IDisposable
    {
        _loaded.Clear();
        return owner;
    }

    public void Dispose()
    {
        while (_loaded.TryPop(out var loaded)) loaded.Dispose();
    }
}
