using System.Globalization;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.AltText;

public sealed class AltTextTests
{
    private static readonly ImageInfo s_photo = new(640, 427, ImageFormat.Jpeg) { Content = ImageContent.Detailed };
    private static readonly AltTextStyle s_usual = Styles.Usual;

    /// <summary>tests/fixtures/alt-text.tsv: a table that people read.</summary>
    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (var line in File.ReadLines(Fixtures.Local("alt-text.tsv")).Where(line => !line.StartsWith('#')))
            {
                var cells = line.Split('\t');
                cases.Add(cells[0], cells[1], cells[2], cells[3] == "\"\"" ? "" : cells[3]);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_WordsOfAModel_MakesAnAltText(string rule, string options, string words, string expected)
    {
        var written = AltTextWriter.Write(words, s_photo, Parse(options));

        Assert.Equal(expected, written.Text);
        Assert.Equal(rule == "unread" && expected.Contains("unread text", StringComparison.Ordinal), written.HasUnreadText);
        Assert.False(written.IsDecorative);
    }

    [Fact]
    public void Cases_OfTheTable_AreManyAndEachIsAnother()
    {
        var cases = Cases.Select(row => $"{row[1]}\t{row[2]}").ToList();

        Assert.InRange(cases.Count, 150, 1000);
        Assert.Equal(cases.Count, cases.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("a dog runs", "A dog runs.")]
    [InlineData("a dog runs .", "A dog runs .")]
    [InlineData("is it a dog?", "Is it a dog?")]
    [InlineData("一只狗在跑。", "一只狗在跑。")]
    [InlineData("犬が走る！", "犬が走る！")]
    [InlineData("एक कुत्ता दौड़ता है।", "एक कुत्ता दौड़ता है।")]
    [InlineData("هل هو كلب؟", "هل هو كلب؟")]
    [InlineData("a sign says \"stop.\"", "A sign says \"stop.\"")]
    [InlineData("a sign says “stop!”", "A sign says “stop!”")]
    [InlineData("a sign (it says stop.)", "A sign (it says stop.)")]
    [InlineData("彼は「走れ。」", "彼は「走れ。」")]
    [InlineData("a sign says \"stop\"", "A sign says \"stop\".")]
    [InlineData("a picture of a dog", "A picture of a dog.")]
    [InlineData("\"", "\".")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    public void Caption_WordsOfAModel_IsASentenceOfAllOfThem(string words, string expected) =>
        Assert.Equal(expected, AltTextWriter.Caption(words, s_usual));

    [Fact]
    public void Caption_GenderNeutral_SaysTheSameAsTheAltText() =>
        Assert.Equal("A person rides their horse.", AltTextWriter.Caption("a man rides his horse", s_usual with { GenderNeutral = true }));

    [Theory]
    [InlineData("a \"b\" & <c>", 640, 480)]
    [InlineData("a [link](x) *b* _c_ `d` ~~e~~ ![f] \\ <br> &amp; $x$ | y", 640, 480)]
    [InlineData("a\r\nb\u0000c\u2028d", 640, 480)]
    [InlineData("a dog", 1, 1)]
    public void Forms_OfAnyText_AreReadBackAsIt(string words, int width, int height)
    {
        var written = AltTextWriter.Write(words, new ImageInfo(width, height, ImageFormat.Png), s_usual);

        Assert.Equal(written.Text, PastedText.OfHtml(written.Attribute));
        Assert.Equal(written.Text, PastedText.OfMarkdown(written.Markdown));
        Assert.DoesNotContain(written.Text, char.IsControl);
    }

    [Theory]
    [InlineData(1, 1, ImageContent.Unknown, true)]
    [InlineData(600, 3, ImageContent.Detailed, true)]
    [InlineData(16, 16, ImageContent.Detailed, true)]
    [InlineData(17, 16, ImageContent.Detailed, false)]
    [InlineData(640, 480, ImageContent.Plain, true)]
    [InlineData(640, 480, ImageContent.Unknown, false)]
    public void Write_PictureWithoutContent_IsEmpty(int width, int height, ImageContent content, bool isDecorative)
    {
        var written = AltTextWriter.Write("a dog", new ImageInfo(width, height, ImageFormat.Png) { Content = content }, s_usual);

        Assert.Equal(isDecorative, written.IsDecorative);
        Assert.Equal(isDecorative ? "alt=\"\"" : "alt=\"A dog\"", written.Attribute);
    }

    [Theory]
    [InlineData(null, 0.1, ImageContent.Detailed, null)]
    [InlineData(0.5, 0.5, ImageContent.Detailed, null)]
    [InlineData(0.5, 0.49, ImageContent.Detailed, "low-quality")]
    [InlineData(0.5, null, ImageContent.Detailed, "no-quality")]
    [InlineData(0.5, 0.1, ImageContent.Plain, null)]
    public void Verdict_OfAQuality_SaysWhyNot(double? wanted, double? quality, ImageContent content, string? code)
    {
        var style = s_usual with { MinQuality = wanted };
        var written = AltTextWriter.Write("a dog", s_photo with { Content = content }, style);

        Assert.Equal(code, Verdict.Of(written, quality, style)?.Code);
    }

    /// <summary>No expression takes longer than its text deserves: ten times the words, not a hundred times the time.</summary>
    [Theory]
    [InlineData("a sign that says ")]
    [InlineData("a picture of ")]
    [InlineData("he says her \"")]
    [InlineData("with the words “")]
    [InlineData("black and white very old ")]
    public void Write_ManyWords_EndsSoon(string words)
    {
        var many = string.Concat(Enumerable.Repeat(words, 1000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        AltTextWriter.Write(many, s_photo, s_usual with { GenderNeutral = true });

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    private static AltTextStyle Parse(string options)
    {
        var style = s_usual;
        foreach (var option in options.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            style = option.Split('=') is ["max", var length]
                ? style with { MaxLength = int.Parse(length, CultureInfo.InvariantCulture) }
                : style with { GenderNeutral = true };
        }

        return style;
    }
}
