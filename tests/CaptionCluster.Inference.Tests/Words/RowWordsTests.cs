using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Tests.Words;

/// <summary>What words cost: nothing where nobody listens, no text where nobody reads.</summary>
public sealed class RowWordsTests
{
    private static readonly SpecialTokens s_tokens = new(Start: 1, Eos: 2, Suppressed: []);

    private readonly CountingTokenizer _tokenizer = new();
    private readonly CountingSearch _search = new();

    [Fact]
    public void Tell_NobodyListens_NeitherLooksAtTheSearchNorMakesText()
    {
        var listener = new KeptWords { IsListening = false };

        for (var step = 0; step < 100; step++) Row(listener).Tell(_search);

        Assert.Equal((0, 0, 0), (_search.Looks, listener.Said.Count, _tokenizer.Texts));
    }

    [Fact]
    public void Tell_NobodyReads_MakesNoText()
    {
        var listener = new KeptWords { IsListening = true };

        for (var step = 0; step < 100; step++) Row(listener).Tell(_search);

        Assert.Equal((100, 0), (listener.Said.Count, _tokenizer.Texts));
        Assert.Equal("open 5", listener.Said[0]());
        Assert.Equal(1, _tokenizer.Texts);
    }

    [Theory]
    [InlineData(false, "open 5")]
    [InlineData(true, "whole 5")]
    public void Tell_SearchGoesOnOrIsDone_HoldsBackOrTellsAll(bool isDone, string expected)
    {
        var listener = new KeptWords { IsListening = true };
        _search.IsDone = isDone;

        Row(listener).Tell(_search);

        Assert.Equal(expected, listener.Said[0]());
    }

    /// <summary>A beam that has ended leads while others go on.</summary>
    [Fact]
    public void Tell_LeadingSentenceHasEnded_TellsAllOfIt()
    {
        var listener = new KeptWords { IsListening = true };
        _search.Ids = [5, s_tokens.Eos];

        Row(listener).Tell(_search);

        Assert.Equal("whole 5", listener.Said[0]());
    }

    [Fact]
    public void Tell_SearchHasNoSentence_SaysNothing()
    {
        var listener = new KeptWords { IsListening = true };
        _search.Ids = null;

        Row(listener).Tell(_search);

        Assert.Empty(listener.Said);
    }

    private RowWords Row(IWordsListener listener) =>
        new(listener, new CaptionWriter(_tokenizer, s_tokens, calibration: null, rerankWeight: 0));

    private sealed class KeptWords : IWordsListener
    {
        public bool IsListening { get; set; }

        public List<Func<string>> Said { get; } = [];

        public void Say(Func<string> words) => Said.Add(words);
    }

    private sealed class CountingTokenizer : ITokenDecoder
    {
        public int Texts { get; private set; }

        public string Decode(ReadOnlySpan<int> ids) => Text("whole", ids);

        public string DecodeOpen(ReadOnlySpan<int> ids) => Text("open", ids);

        public string Token(int id) => throw new NotSupportedException();

        private string Text(string kind, ReadOnlySpan<int> ids)
        {
            Texts++;
            return $"{kind} {string.Join(' ', ids.ToArray())}";
        }
    }

    private sealed class CountingSearch : ITokenSearch
    {
        public int[]? Ids { get; set; } = [5];

        public int Looks { get; private set; }

        public int Beams => 1;

        public int Steps => 1;

        public bool IsDone { get; set; }

        public string? Failure => null;

        public ReadOnlySpan<long> InputIds => [];

        public ReadOnlySpan<int> SourceBeams => [];

        public IReadOnlyList<Sentence> Finished => [];

        public ReadOnlySpan<int> Sequence(int beam) => [];

        public int[]? Leading()
        {
            Looks++;
            return Ids;
        }

        public void Advance(Span<float> logits, ReadOnlySpan<float> attention, int rows) => throw new NotSupportedException();
    }
}
