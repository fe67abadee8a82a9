using System.Text;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Sources.Known;

/// <summary>
/// This front's memory of what URLs had, bounded by number: what was not asked for longest goes first. URLs are kept as their SHA-256, as
/// they may have secrets in them, and each tenant has its own, so that none learns what another had fetched. Safe for concurrent use.
/// </summary>
internal sealed class KnownSources(IOptions<SourceOptions> options)
{
    private readonly int _most = options.Value.MaxRemembered;
    private readonly Lock _lock = new();
    private readonly Dictionary<ImageDigest, LinkedListNode<(ImageDigest Place, KnownSource Source)>> _sources = [];
    private readonly LinkedList<(ImageDigest Place, KnownSource Source)> _byUse = [];

    public int Count
    {
        get { lock (_lock) return _sources.Count; }
    }

    public static ImageDigest PlaceOf(Uri url, string tenant = "") =>
        ImageDigest.Compute(Encoding.UTF8.GetBytes($"{tenant} {url.AbsoluteUri}"));

    public KnownSource? Find(ImageDigest place)
    {
        lock (_lock)
        {
            if (!_sources.TryGetValue(place, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Source;
        }
    }

    /// <param name="source">Null forgets it.</param>
    public void Keep(ImageDigest place, KnownSource? source)
    {
        lock (_lock)
        {
            if (_sources.Remove(place, out var old)) _byUse.Remove(old);
            if (source is null || _most == 0) return;
            _sources.Add(place, _byUse.AddFirst((place, source)));
            if (_sources.Count <= _most) return;
            _sources.Remove(_byUse.Last!.Value.Place);
            _byUse.RemoveLast();
        }
    }
}
