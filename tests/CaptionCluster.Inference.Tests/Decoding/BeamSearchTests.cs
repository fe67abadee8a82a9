using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Tests.Decoding;

/// <summary>
/// A toy language: what comes next depends on the last token alone, so that the best sentence can be found by trying all.
/// </summary>
public sealed class BeamSearchTests
{
    private const int Vocabulary = 6;
    private const int MaxNewTokens = 4;
    private static readonly SpecialTokens s_tokens = new(Start: 1, Eos: 2, Suppressed: [0, 1]);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public void Advance_AllBeamsKept_FindsTheBestSentence(int seed)
    {
        var language = Language(seed);
        // 64 beams hold every prefix of three tokens out of four, so nothing is pruned.
        var best = Search(language, new DecodingOptions { NumBeams = 64, MaxNewTokens = MaxNewTokens, LengthPenalty = 0.7 })[0];

        var (ids, score) = Enumerate(language, [], 0).MaxBy(sentence => sentence.Score);
        Assert.Equal(ids, best.Ids);
        Assert.Equal(score, best.Score, 1e-5);
        Assert.Equal(best.Score * Math.Pow(best.Ids.Length, 0.7), best.LogProbabilities.Sum(), 1e-5);
    }

    [Fact]
    public void Advance_OneBeam_IsGreedy()
    {
        var language = Language(3);
        var sentence = Assert.Single(Search(language, new DecodingOptions { NumBeams = 1, MaxNewTokens = MaxNewTokens }));

        var last = s_tokens.Start;
        foreach (var id in sentence.Ids)
        {
            var row = language[last];
            Assert.Equal(Enumerable.Range(2, Vocabulary - 2).MaxBy(token => row[token]), id);
            last = id;
        }
    }

    [Fact]
    public void Advance_Attention_FollowsTheBeamThatSpoke()
    {
        var best = Search(Language(5), new DecodingOptions { NumBeams = 3, MaxNewTokens = MaxNewTokens })[0];

        // The toy model looks at the token it reads.
        Assert.Equal([s_tokens.Start, .. best.Ids[..^1]], best.Attention.Select(row => (int)row[0]));
    }

    /// <summary>What is open leads while it is likelier; once the search is over it is no sentence.</summary>
    [Fact]
    public void Leading_WhatIsOpenIsTheLikeliest_IsThatUntilTheSearchIsDone()
    {
        var options = new DecodingOptions { NumBeams = 2, MaxNewTokens = 5, LengthPenalty = 1, EarlyStopping = EarlyStopping.WhenFull };
        var search = new BeamSearch(options, s_tokens, 0);

        search.Advance([.. Row(eos: 0.3f, three: 0.5f, four: 0.2f), .. Row(0.3f, 0.5f, 0.2f)], [], 2);
        Assert.Equal([3], search.Leading()!);
        search.Advance([.. Row(eos: 0.35f, three: 0.4f, four: 0.25f), .. Row(eos: 0.35f, three: 0.4f, four: 0.25f)], [], 2);

        Assert.True(search.IsDone);
        Assert.Equal([3, 2], search.Leading()!);
    }

    [Fact]
    public void Leading_WhatHasEndedIsTheLikeliest_IsThat()
    {
        var search = new BeamSearch(new DecodingOptions { NumBeams = 2, MaxNewTokens = 5 }, s_tokens, 0);

        search.Advance([.. Row(eos: 0.8f, three: 0.15f, four: 0.05f), .. Row(0.8f, 0.15f, 0.05f)], [], 2);

        Assert.False(search.IsDone);
        Assert.Equal([2], search.Leading()!);
    }

    /// <summary>As in Transformers' search: who ends in the step that fills the list may still take a worse sentence's place.</summary>
    [Fact]
    public void Advance_TwoEndWithOnePlaceLeft_TheBetterStay()
    {
        var search = new BeamSearch(new DecodingOptions { NumBeams = 2, MaxNewTokens = 5 }, s_tokens, 0);

        search.Advance([.. Row(eos: 0.3f, three: 0.5f, four: 0.2f), .. Row(0.3f, 0.5f, 0.2f)], [], 2);
        Assert.Equal([2], Assert.Single(search.Finished).Ids);
        search.Advance([.. Row(eos: 0.9f, three: 0.1f, four: 0), .. Row(eos: 0.99f, three: 0.01f, four: 0)], [], 2);

        Assert.True(search.IsDone);
        Assert.Equal([[3, 2], [4, 2]], search.Finished.Select(sentence => sentence.Ids));
    }

    [Fact]
    public void Advance_NothingAllowed_EndsWithoutSentence()
    {
        var search = new BeamSearch(new DecodingOptions { NumBeams = 2, MaxNewTokens = 5 }, new SpecialTokens(1, 2, [0, 1, 2, 3, 4, 5]), 0);

        search.Advance(new float[2 * Vocabulary], [], 2);

        Assert.True(search.IsDone);
        Assert.Empty(search.Finished);
    }

    private static float[][] Language(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, Vocabulary)
                .Select(_ => Enumerable.Range(0, Vocabulary).Select(_ => (float)(random.NextDouble() * 6)).ToArray()),
        ];
    }

    private static IReadOnlyList<Sentence> Search(float[][] language, DecodingOptions options)
    {
        var search = new BeamSearch(options, s_tokens, attentionLength: 1);
        while (!search.IsDone)
        {
            var logits = search.InputIds.ToArray().SelectMany(id => language[id]).ToArray();
            search.Advance(logits, [.. search.InputIds.ToArray().Select(id => (float)id)], search.Beams);
        }

        return search.Finished;
    }

    private static IEnumerable<(int[] Ids, double Score)> Enumerate(float[][] language, int[] prefix, double sum)
    {
        var row = language[prefix.Length == 0 ? s_tokens.Start : prefix[^1]];
        var normalizer = Math.Log(row.Sum(logit => Math.Exp(logit)));
        for (var token = 2; token < Vocabulary; token++)
        {
            int[] ids = [.. prefix, token];
            var total = sum + row[token] - normalizer;
            if (token == s_tokens.Eos || ids.Length == MaxNewTokens) yield return (ids, total / Math.Pow(ids.Length, 0.7));
            else foreach (var longer in Enumerate(language, ids, total)) yield return longer;
        }
    }

    private static float[] Row(float eos, float three, float four) =>
        [-100, -100, MathF.Log(eos), MathF.Log(three), four == 0 ? -100 : MathF.Log(four), -100];
}
