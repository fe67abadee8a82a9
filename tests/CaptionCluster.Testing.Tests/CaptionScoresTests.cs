using CaptionCluster.Testing.Metrics;

namespace CaptionCluster.Testing.Tests;

public sealed class CaptionScoresTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Of_SentencesOfTheirReferences_ScoresHighest()
    {
        var scores = CaptionScores.Of(["a dog runs fast", "two cats sleep here"], [["a dog runs fast"], ["two cats sleep here"]]);

        Assert.All(scores.Bleu, bleu => Assert.Equal(1, bleu, 1e-6));
        Assert.Equal(10, scores.CiderD, Tolerance);
        Assert.Equal(1, scores.RougeL, Tolerance);
    }

    /// <summary>
    /// By hand: 3 of 4 words and 2 of 3 pairs match; the closest reference has 5 words, so the brevity penalty is exp(1 - 5/4).
    /// </summary>
    [Fact]
    public void BleuOf_ShortSentence_IsPenalised()
    {
        var bleu = CaptionScores.BleuOf(["a dog runs away"], [["a dog runs very fast", "the animal is here in the wet grass"]]);

        Assert.Equal(Math.Exp(-0.25) * 0.75, bleu[0], 1e-6);
        Assert.Equal(Math.Exp(-0.25) * Math.Sqrt(0.75 * 2 / 3), bleu[1], 1e-6);
    }

    /// <summary>A word said three times counts once when no reference has it more than once (the example of the paper).</summary>
    [Fact]
    public void BleuOf_RepeatedWord_IsClipped() =>
        Assert.Equal(1.0 / 3, CaptionScores.BleuOf(["the the the"], [["the cat sits"]])[0], 1e-6);

    /// <summary>By hand: the longest common subsequence has 3 words; precision 3/4, recall 3/5.</summary>
    [Fact]
    public void RougeLEach_PartlyRight_WeighsRecallMore()
    {
        var score = Assert.Single(CaptionScores.RougeLEach(["a dog runs away"], [["a brown dog runs fast"]]));

        Assert.Equal(2.44 * 0.75 * 0.6 / (0.6 + (1.44 * 0.75)), score, Tolerance);
    }

    /// <summary>A word that every picture's references have says nothing about any.</summary>
    [Fact]
    public void CiderDEach_CommonWordsAlone_AreWorthNothing() =>
        Assert.Equal([0.0, 0.0], CaptionScores.CiderDEach(["a", "a"], [["a dog"], ["a cat"]]));

    [Fact]
    public void Of_EmptyHypothesis_ScoresNothing()
    {
        var scores = CaptionScores.Of(["", "two cats"], [["a dog"], ["two cats"]]);

        Assert.Equal(0.5, scores.RougeL, Tolerance);
        Assert.All(scores.Bleu, bleu => Assert.InRange(bleu, 0, 1));
    }

    [Fact]
    public void Of_ListsOfDifferentLengths_Throws()
    {
        Assert.Throws<ArgumentException>(() => CaptionScores.Of(["a dog"], []));
        Assert.Throws<ArgumentException>(() => CaptionScores.Of(["a dog"], [[]]));
        Assert.Throws<ArgumentException>(() => CaptionScores.Of([], []));
    }
}
