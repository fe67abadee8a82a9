using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Tests.Answers;

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
    [InlineData("一只狗在跑。", "一只狗在跑。", "一只狗在跑")]
    [InlineData("一只狗在跑．", "一只狗在跑．", "一只狗在跑")]
    [InlineData("犬が走る！", "犬が走る！", "犬が走る！")]
    [InlineData("犬ですか？", "犬ですか？", "犬ですか？")]
    [InlineData("एक कुत्ता दौड़ता है।", "एक कुत्ता दौड़ता है।", "एक कुत्ता दौड़ता है")]
    [InlineData("هل هو كلب؟", "هل هو كلب؟", "هل هو كلب؟")]
    [InlineData("a sign says \"stop.\"", "A sign says \"stop.\"", "A sign says \"stop.\"")]
    [InlineData("a sign says “stop!”", "A sign says “stop!”", "A sign says “stop!”")]
    [InlineData("a sign (it says stop.)", "A sign (it says stop.)", "A sign (it says stop.)")]
    [InlineData("彼は「走れ。」", "彼は「走れ。」", "彼は「走れ。」")]
    [InlineData("a sign says \"stop\"", "A sign says \"stop\".", "A sign says \"stop\"")]
    [InlineData("a dog; a cat;", "A dog; a cat;.", "A dog; a cat;")]
    [InlineData("\"", "\".", "\"")]
    [InlineData("", "", "")]
    [InlineData("  ", "", "")]
    public void Dress_Words_MakesASentenceAndAnAltText(string words, string sentence, string altText)
    {
        Assert.Equal(sentence, SentenceDressing.Sentence(words));
        Assert.Equal(altText, SentenceDressing.AltText(words));
    }
}
