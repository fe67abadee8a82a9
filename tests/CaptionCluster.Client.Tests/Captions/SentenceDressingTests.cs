using CaptionCluster.Client.Captions;

namespace CaptionCluster.Client.Tests.Captions;

public sealed class SentenceDressingTests
{
    [Theory]
    [InlineData("a dog runs", "A dog runs.", "A dog runs")]
    [InlineData("  a dog runs . ", "A dog runs .", "A dog runs")]
    [InlineData("a dog runs .", "A dog runs .", "A dog runs")]
    [InlineData("is it a dog?", "Is it a dog?", "Is it a dog?")]
    [InlineData("NASA starts a rocket", "NASA starts a rocket.", "NASA starts a rocket")]
    [InlineData("2 dogs run", "2 dogs run.", "2 dogs run")]
    [InlineData("élan", "Élan.", "Élan")]
    [InlineData("", "", "")]
    [InlineData("  ", "", "")]
    public void Dress_Words_MakesASentenceAndAnAltText(string words, string sentence, string altText)
    {
        Assert.Equal(sentence, SentenceDressing.Sentence(words));
        Assert.Equal(altText, SentenceDressing.AltText(words));
    }
}
