using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Tests.Decoding;

/// <summary>The rules that a folder alone sets, after Transformers' logits processors of these names.</summary>
public sealed class FolderRulesTests
{
    private static readonly SpecialTokens s_tokens = new(Start: 1, Eos: 2, Suppressed: []);

    /// <summary>
    /// NoBadWordsLogitsProcessor: a word of one token never; a longer one not to its end, once as many tokens are there as it has.
    /// </summary>
    [Theory]
    [InlineData(new[] { 1 }, new[] { 0, 1, 2, 3, 5 })]
    [InlineData(new[] { 1, 3 }, new[] { 0, 1, 2, 3 })]
    [InlineData(new[] { 1, 3, 0 }, new[] { 0, 1, 2, 3, 5 })]
    [InlineData(new[] { 1, 0, 3 }, new[] { 0, 1, 2, 3 })]
    [InlineData(new[] { 1, 0, 3, 5 }, new[] { 1, 2, 3, 5 })]
    [InlineData(new[] { 3, 5 }, new[] { 0, 1, 2, 3, 5 })]
    public void Apply_BadWords_AreNeverCompleted(int[] sequence, int[] possible) =>
        Assert.Equal(possible, Possible(s_tokens with { BadWords = [[4], [3, 5], [3, 5, 0]] }, sequence));

    /// <summary>The bad word stands before the forced token in Transformers' order, the suppressed one behind it.</summary>
    [Fact]
    public void Apply_BadWordThatIsForced_IsForced()
    {
        Assert.Equal([3], Possible(s_tokens with { BadWords = [[3]], ForcedBos = 3 }, [1]));
        Assert.Empty(Possible(s_tokens with { Suppressed = [3], ForcedBos = 3 }, [1]));
    }

    [Fact]
    public void Apply_SeveralForcedEos_LeaveAllOfThem() =>
        Assert.Equal([2, 5], Possible(s_tokens with { ForcedEos = 2, OtherForcedEos = [5] }, [1, 3, 4]));

    /// <summary>
    /// EncoderRepetitionPenaltyLogitsProcessor: a negative score over the penalty, a positive one times it, each token once.
    /// </summary>
    [Fact]
    public void Apply_PromptPenalty_HoldsToThePrompt()
    {
        float[] scores = [-1, 2, -3, 4, -5, 6];

        TokenRules.Apply(new DecodingOptions(), s_tokens with { Prompt = [2, 3, 3, 2], PromptPenalty = 2 }, [1], scores);

        Assert.Equal([-1, 2, -1.5f, 8, -5, 6], scores);
    }

    [Fact]
    public void Apply_PromptPenaltyWithoutPrompt_DoesNothing()
    {
        float[] scores = [-1, 2, -3];

        TokenRules.Apply(new DecodingOptions(), s_tokens with { PromptPenalty = 2 }, [1], scores);

        Assert.Equal([-1, 2, -3], scores);
    }

    /// <summary>MinPLogitsWarper: probabilities 0.5, 0.25, 0.125, 0.125; what is below min_p times 0.5 is never drawn.</summary>
    [Theory]
    [InlineData(0, 4)]
    [InlineData(0.2, 4)]
    [InlineData(0.3, 2)]
    [InlineData(0.51, 1)]
    [InlineData(1, 1)]
    public void Draw_MinP_LeavesOutTheUnlikely(double minP, int kinds)
    {
        float[] logits = [MathF.Log(0.125f), MathF.Log(0.5f), MathF.Log(0.125f), MathF.Log(0.25f)];

        var drawn = Enumerable
            .Range(0, 200)
            .Select(seed => new Sampler(new DecodingOptions { DoSample = true, Seed = seed }, minP).Draw(logits, 0))
            .ToHashSet();

        Assert.Equal(kinds, drawn.Count);
        Assert.Contains(1, drawn);
    }

    /// <summary>It is measured after the temperature, and after what top-p left.</summary>
    [Fact]
    public void Draw_MinPWithTemperature_IsMeasuredBehindIt()
    {
        float[] logits = [MathF.Log(0.125f), MathF.Log(0.5f), MathF.Log(0.125f), MathF.Log(0.25f)];

        // Divided by 0.5 the ratios are squared: 1, 1/4, 1/16, 1/16.
        var drawn = Enumerable
            .Range(0, 200)
            .Select(seed =>
                new Sampler(
                    new DecodingOptions
                    {
                        DoSample = true,
                        Seed = seed,
                        Temperature = 0.5,
                    },
                    0.1
                ).Draw(logits, 0)
            )
            .ToHashSet();

        Assert.Equal([1, 3], drawn.Order());
    }

    /// <summary>LogitNormalization: what the rules left is a distribution again, so that a forced detour costs less.</summary>
    [Fact]
    public void Advance_Renormalized_ScoresAreOfWhatWasLeft()
    {
        // Half of the probability is the suppressed token's: what is left is twice as likely.
        float[] logits = [MathF.Log(0.5f), MathF.Log(0.2f), MathF.Log(0.2f), MathF.Log(0.1f)];
        var tokens = new SpecialTokens(Start: 1, Eos: 2, Suppressed: [0]);

        var plain = Search(tokens, logits);
        var renormalized = Search(tokens with { Renormalizes = true }, logits);

        Assert.Equal(Math.Log(0.2), plain.Score, 1e-5);
        Assert.Equal(Math.Log(0.4), renormalized.Score, 1e-5);
        Assert.Equal(Math.Log(0.2), renormalized.LogProbabilities[0], 1e-5); // What is reported stays the model's own.
    }

    [Fact]
    public void Advance_RenormalizedAndNothingLeft_EndsWithoutSentence()
    {
        var search = new BeamSearch(
            new DecodingOptions { NumBeams = 2, MaxNewTokens = 5 },
            new SpecialTokens(1, 2, [0, 1, 2, 3]) { Renormalizes = true },
            0
        );

        search.Advance(new float[2 * 4], [], 2);

        Assert.True(search.IsDone);
        Assert.Null(search.Failure);
        Assert.Empty(search.Finished);
    }

    private static Sentence Search(SpecialTokens tokens, float[] logits)
    {
        var search = new BeamSearch(new DecodingOptions { NumBeams = 2, MaxNewTokens = 1, LengthPenalty = 1 }, tokens, 0);
        search.Advance([.. logits, .. logits], [], 2);
        return search.Finished[0];
    }

    private static int[] Possible(SpecialTokens tokens, int[] sequence)
    {
        float[] scores = [-1, -1, -1, -1, -1, -1];
        TokenRules.Apply(new DecodingOptions { MaxNewTokens = 3 }, tokens, sequence, scores);
        return [.. Enumerable.Range(0, scores.Length).Where(token => !float.IsNegativeInfinity(scores[token]))];
    }
}
