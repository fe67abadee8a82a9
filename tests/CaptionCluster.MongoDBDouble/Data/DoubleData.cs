namespace CaptionCluster.MongoDBDouble.Data;

/// <summary>All databases. One command at a time: the lock is the caller's.</summary>
internal sealed class DoubleData
{
    private readonly Dictionary<string, DoubleCollection> _collections = new(StringComparer.Ordinal);

    public DoubleCollection this[string fullName]
    {
        get
        {
            if (!_collections.TryGetValue(fullName, out var collection))
            {
                _collections.Add(fullName, collection = new DoubleCollection(fullName));
            }

            return collection;
        }
    }

    public void Drop(string fullName) => _collections.Remove(fullName);

    public void DropDatabase(string database)
    {
        foreach (var name in _collections.Keys.Where(name => name.StartsWith(database + ".", StringComparison.Ordinal)).ToList())
        {
            Drop(name);
        }
    }

    public void RemoveExpired(DateTime now)
    {
        foreach (var collection in _collections.Values) collection.RemoveExpired(now);
    }
}
