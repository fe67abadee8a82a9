using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains;

/// <summary>
/// Where the words of this silo's captions are: of those it decodes for other silos, and of those its image grains wait for. A place is
/// kept while anybody speaks or listens there, whoever comes first. Safe for concurrent use.
/// </summary>
internal sealed class WordsBook([FromKeyedServices(CaptionClock.Key)] TimeProvider time)
{
    /// <summary>How long a question is kept that there is nothing to answer: whoever asked may be gone.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(ImageDigest, CaptionKey), Place> _places = [];

    public int Count
    {
        get { lock (_gate) return _places.Count; }
    }

    public HeldWords Hold(ImageDigest digest, CaptionKey key)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue((digest, key), out var place)) _places.Add((digest, key), place = new Place());
            place.Holders++;
            return new HeldWords(place.Words, () => LetGo((digest, key), place));
        }
    }

    public async Task<WordsReply> NextAsync(ImageDigest digest, CaptionKey key, string known, CancellationToken cancellationToken)
    {
        using var held = Hold(digest, key);
        using var patience = new CancellationTokenSource(s_longestWait, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var text = await held.Words.NextAsync(known, over.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return text is null ? WordsReply.None : new WordsReply(text);
    }

    private void LetGo((ImageDigest, CaptionKey) at, Place place)
    {
        lock (_gate)
        {
            if (--place.Holders == 0) _places.Remove(at);
        }
    }

    private sealed class Place
    {
        public SpokenWords Words { get; } = new();

        public int Holders { get; set; }
    }
}

/// <summary>A hold on a place of the book.</summary>
internal readonly struct HeldWords(SpokenWords words, Action letGo) : IDisposable
{
    public SpokenWords Words { get; } = words;

    public void Dispose() => letGo();
}
