using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Tests.Decoding;

/// <summary>Logits that are none end a search with the reason; a token that the graph itself rules out does not.</summary>
public sealed class NotNumbersTests
{
    private static readonly SpecialTokens s_tokens = new(Start: 1, Eos: 2, Suppressed: []);

    public static TheoryData<int, bool> Searches => new() { { 1, false }, { 1, true }, { 3, false } };

    [Theory]
    [MemberData(nameof(Searches))]
    public void Advance_NaN_Fails(int beams, bool draws) => AssertFails(beams, draws, [0, float.NaN, 0, 0]);

    [Theory]
    [MemberData(nameof(Searches))]
    public void Advance_PositiveInfinity_Fails(int beams, bool draws) => AssertFails(beams, draws, [0, 0, float.PositiveInfinity, 0]);

    [Theory]
    [MemberData(nameof(Searches))]
    public void Advance_NegativeInfinityAlone_Fails(int beams, bool draws) =>
        AssertFails(beams, draws, [.. Enumerable.Repeat(float.NegativeInfinity, 4)]);

    [Theory]
    [MemberData(nameof(Searches))]
    public void Advance_TokenRuledOutByTheGraph_IsNoFault(int beams, bool draws)
    {
        var search = Start(beams, draws);

        search.Advance(Rows(beams, [float.NegativeInfinity, float.NegativeInfinity, 3, 0]), [], beams);

        Assert.Null(search.Failure);
        Assert.All(
            search.Finished,
            sentence => Assert.All(sentence.LogProbabilities, probability => Assert.True(double.IsFinite(probability)))
        );
    }

    /// <summary>Later steps count as well, and a beam that is not the best.</summary>
    [Theory]
    [MemberData(nameof(Searches))]
    public void Advance_NaNInALaterStep_Fails(int beams, bool draws)
    {
        var search = Start(beams, draws);
        search.Advance(Rows(beams, [0, 3, -9, 1]), [], beams);
        var rows = Rows(beams, [0, 3, -9, 1]);
        rows[^1] = float.NaN;

        search.Advance(rows, [], beams);

        Assert.NotNull(search.Failure);
        Assert.True(search.IsDone);
        Assert.Empty(search.Finished);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Advance_AttentionIsNaN_Fails(int beams, bool draws)
    {
        var search = TokenSearch.Start(
            new DecodingOptions
            {
                NumBeams = beams,
                DoSample = draws,
                MaxNewTokens = 3,
            },
            s_tokens,
            attentionLength: 2
        );
        var attention = new float[2 * beams];
        attention[1] = float.NaN;

        search.Advance(Rows(beams, [0, 3, -9, 1]), attention, beams);

        Assert.Contains("attention", search.Failure, StringComparison.Ordinal);
        Assert.True(search.IsDone);
    }

    private static void AssertFails(int beams, bool draws, float[] row)
    {
        var search = Start(beams, draws);

        search.Advance(Rows(beams, row), [], beams);

        Assert.Equal(Finite.NoLogits, search.Failure);
        Assert.True(search.IsDone);
        Assert.Empty(search.Finished);
    }

    private static ITokenSearch Start(int beams, bool draws) =>
        TokenSearch.Start(new DecodingOptions { NumBeams = beams, DoSample = draws, MaxNewTokens = 3 }, s_tokens, attentionLength: 0);

    private static float[] Rows(int beams, float[] row) => [.. Enumerable.Repeat(row, beams).SelectMany(each => each)];
}
