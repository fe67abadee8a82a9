using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Tests.Decoding;

public sealed class TokenRulesTests
{
    private static readonly SpecialTokens s_tokens = new(Start: 1, Eos: 2, Suppressed: [0, 1]);

    [Fact]
    public void Apply_Suppressed_AreImpossible()
    {
        var scores = Apply(new DecodingOptions(), [1]);

        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity, -1, -1, -1, -1], scores);
    }

    [Fact]
    public void Apply_BelowMinNewTokens_NoEos()
    {
        Assert.Equal(float.NegativeInfinity, Apply(new DecodingOptions { MinNewTokens = 2 }, [1, 4])[2]);
        Assert.Equal(-1, Apply(new DecodingOptions { MinNewTokens = 2 }, [1, 4, 5])[2]);
    }

    [Fact]
    public void Apply_RepetitionPenalty_OnceForEachTokenSaid()
    {
        var scores = Apply(new DecodingOptions { RepetitionPenalty = 1.5 }, [1, 4, 4, 5]);

        Assert.Equal([-1, -1.5f, -1.5f], scores[3..]);
    }

    [Fact]
    public void Apply_NoRepeatNgram_BansWhatFollowedTheSameWords()
    {
        var scores = Apply(new DecodingOptions { NoRepeatNgramSize = 2 }, [1, 4, 5, 3, 4]);

        Assert.Equal([-1, -1, float.NegativeInfinity], scores[3..]);
    }

    [Fact]
    public void Apply_ForcedFirstAndLast_LeaveNothingElse()
    {
        var tokens = s_tokens with { Suppressed = [], ForcedBos = 3, ForcedEos = 2 };

        Assert.Equal([3], Possible(tokens, [1]));
        Assert.Equal([0, 1, 2, 3, 4, 5], Possible(tokens, [1, 3]));
        Assert.Equal([2], Possible(tokens, [1, 3, 4]));
    }

    [Fact]
    public void Apply_SuppressedAtBegin_OnlyThere()
    {
        var tokens = s_tokens with { Suppressed = [], SuppressedAtBegin = [4] };

        Assert.Equal([0, 1, 2, 3, 5], Possible(tokens, [1]));
        Assert.Equal([0, 1, 2, 3, 5], Possible(tokens with { ForcedBos = 3 }, [1, 3]));
        Assert.Equal([0, 1, 2, 3, 4, 5], Possible(tokens, [1, 3]));
    }

    [Fact]
    public void Apply_SeveralEos_NoneBelowMinNewTokens()
    {
        float[] scores = [-1, -1, -1, -1, -1, -1];

        TokenRules.Apply(new DecodingOptions { MinNewTokens = 2 }, s_tokens with { OtherEos = [5] }, [1, 4], scores);

        Assert.Equal(float.NegativeInfinity, scores[5]);
    }

    private static int[] Possible(SpecialTokens tokens, int[] sequence)
    {
        float[] scores = [-1, -1, -1, -1, -1, -1];
        TokenRules.Apply(new DecodingOptions { MaxNewTokens = 3 }, tokens, sequence, scores);
        return [.. Enumerable.Range(0, scores.Length).Where(token => !float.IsNegativeInfinity(scores[token]))];
    }

    private static float[] Apply(DecodingOptions options, int[] sequence)
    {
        float[] scores = [-1, -1, -1, -1, -1, -1];
        TokenRules.Apply(options, s_tokens, sequence, scores);
        return scores;
    }
}
