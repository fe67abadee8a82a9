using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Grains.Tests;

public sealed class SpokenWordsTests
{
    private readonly SpokenWords _words = new();

    [Fact]
    public void IsListening_NobodyAsked_IsFalse()
    {
        Assert.False(_words.IsListening);
        Assert.False(_words.Listening.IsCompleted);
    }

    [Fact]
    public async Task Next_WordsAreSaid_EndsWithThem()
    {
        var (next, listening) = (NextAsync(""), _words.Listening);
        Assert.True(_words.IsListening);
        Assert.False(next.IsCompleted);

        _words.Say(() => "a dog");

        Assert.Equal("a dog", await Patience.For(next));
        Assert.True(listening.IsCompleted);
        Assert.True(_words.IsListening);
    }

    /// <summary>Whoever is slow gets the latest: what came before is not kept, and its text is never made.</summary>
    [Fact]
    public async Task Next_MuchWasSaidMeanwhile_IsTheLatestAlone()
    {
        var made = 0;
        for (var word = 0; word < 10; word++)
        {
            var text = $"text {word}";
            _words.Say(() =>
            {
                made++;
                return text;
            });
        }

        Assert.Equal("text 9", await Patience.For(NextAsync("")));
        Assert.Equal("text 9", await Patience.For(NextAsync("")));
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Next_SaidAgainOrNothing_WaitsForOthers()
    {
        _words.Say(() => "a dog");
        var next = NextAsync("a dog");
        _words.Say(() => "a dog");
        _words.Say(() => "");
        Assert.False(next.IsCompleted);

        _words.Say(() => "a dog runs");

        Assert.Equal("a dog runs", await Patience.For(next));
    }

    [Fact]
    public async Task Next_ListenerLeaves_NothingIsWantedAnyMore()
    {
        using var leaving = new CancellationTokenSource();
        var (next, other) = (_words.NextAsync("", leaving.Token), NextAsync(""));
        await leaving.CancelAsync();

        Assert.Null(await Patience.For(next));
        Assert.True(_words.IsListening);
        _words.Say(() => "a");
        await Patience.For(other);

        using var gone = new CancellationTokenSource();
        var last = _words.NextAsync("a", gone.Token);
        await gone.CancelAsync();
        Assert.Null(await Patience.For(last));
        Assert.False(_words.IsListening);
        Assert.False(_words.Listening.IsCompleted);
    }

    /// <summary>Whoever leaves between two questions can't say so.</summary>
    [Fact]
    public async Task Say_NobodyReadsForManySteps_NothingIsWantedAnyMore()
    {
        _words.Say(() => "a");
        await Patience.For(NextAsync(""));

        for (var step = 0; step < 20; step++) _words.Say(() => "b");

        Assert.False(_words.IsListening);
        Assert.Equal("b", await Patience.For(NextAsync("a")));
        Assert.True(_words.IsListening);
    }

    [Fact]
    public async Task Book_ListenersBeforeAndAfterTheSpeaker_ShareAPlaceThatIsFreedAfterThem()
    {
        var book = new WordsBook(new FakeTimeProvider());
        var digest = Samples.NewDigest();
        var early = book.NextAsync(digest, Samples.Key, "", CancellationToken.None);
        var another = book.NextAsync(digest, Samples.GreedyKey, "", CancellationToken.None);
        var speaker = book.Hold(digest, Samples.Key with { });
        Assert.Equal(2, book.Count);

        speaker.Words.Say(() => "a dog");

        Assert.Equal("a dog", (await Patience.For(early)).Text);
        Assert.Equal("a dog", (await Patience.For(book.NextAsync(digest, Samples.Key, "", CancellationToken.None))).Text);
        Assert.False(another.IsCompleted);
        speaker.Dispose();
        Assert.Equal(1, book.Count);
    }

    /// <summary>Who asked may be gone without a word.</summary>
    [Fact]
    public async Task Book_NothingIsSaidForLong_AnswersWithNothingAndKeepsNothing()
    {
        var time = new FakeTimeProvider();
        var book = new WordsBook(time);
        var next = book.NextAsync(Samples.NewDigest(), Samples.Key, "", CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null((await Patience.For(next)).Text);
        Assert.Equal(0, book.Count);
    }

    private Task<string?> NextAsync(string known) => _words.NextAsync(known, CancellationToken.None);
}
