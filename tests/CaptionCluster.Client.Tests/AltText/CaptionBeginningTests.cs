using CaptionCluster.Client.AltText;

namespace CaptionCluster.Client.Tests.AltText;

/// <summary>What is said of a sentence before its last words are known.</summary>
public sealed class CaptionBeginningTests
{
    private static readonly AltTextStyle s_usual = new(120, GenderNeutral: false, MinQuality: null);

    [Theory]
    [InlineData("a dog runs", "A dog")]
    [InlineData("  a dog  runs ", "A dog  runs")]
    [InlineData("a", "")]
    [InlineData("", "")]
    [InlineData("iPhone on a table", "iPhone on a")]
    [InlineData("A DOG RUNS", "")]
    [InlineData("TV on a wall", "TV on a")]
    [InlineData("\"stop\" on a sign", "\"stop\" on a")]
    [InlineData("一只狗 在 跑", "一只狗 在")]
    public void CaptionBeginning_OfWords_IsWhatIsSettled(string words, string beginning) =>
        Assert.Equal(beginning, AltTextWriter.CaptionBeginning(words, s_usual));

    [Theory]
    [InlineData("a dog runs through the grass")]
    [InlineData(" iPhone  and a TV . ")]
    [InlineData("A DOG RUNS")]
    [InlineData("A DOG RUNS away")]
    [InlineData("A")]
    [InlineData("42 DOGS")]
    [InlineData("犬 A B")]
    [InlineData("the man said \"hello.\" ")]
    public void CaptionBeginning_OfAnyPart_IsTheSentences(string words)
    {
        var sentence = AltTextWriter.Caption(words, s_usual);

        Assert.All(
            Enumerable.Range(0, words.Length + 1),
            length => Assert.StartsWith(AltTextWriter.CaptionBeginning(words[..length], s_usual), sentence, StringComparison.Ordinal));
    }

    /// <summary>A word is rewritten by those after it.</summary>
    [Fact]
    public void CaptionBeginning_GenderNeutral_IsNothing() =>
        Assert.Equal("", AltTextWriter.CaptionBeginning("a man and a man run", s_usual with { GenderNeutral = true }));
}
