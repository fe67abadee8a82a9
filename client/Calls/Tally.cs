namespace CaptionCluster.Client.Calls;

/// <summary>Counts by name, of which only what is above zero is kept. Its user locks.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int this[string name] => _counts.GetValueOrDefault(name);

    public void Add(string name, int change)
    {
        var count = this[name] + change;
        if (count == 0) _counts.Remove(name);
        else _counts[name] = count;
    }

    public void Add(string[] names, int change)
    {
        foreach (var name in names) Add(name, change);
    }

    public string[] AtLeast(int most) => [.. _counts.Where(count => count.Value >= most).Select(count => count.Key)];
}
