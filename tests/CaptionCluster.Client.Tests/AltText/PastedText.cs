using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CaptionCluster.Client.Tests.AltText;

/// <summary>What readers of HTML and Markdown make of a pasted alt text.</summary>
internal static class PastedText
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    public static string? OfHtml(string attribute) =>
        new HtmlParser().ParseDocument($"<p><img src=x {attribute} width=1></p>").QuerySelector("img")!.GetAttribute("alt");

    public static string OfMarkdown(string image)
    {
        var paragraph = Assert.IsType<ParagraphBlock>(Assert.Single(Markdown.Parse($"Before {image} behind.", s_markdown)));
        var link = Assert.Single(paragraph.Inline!.Descendants<LinkInline>());
        Assert.True(link.IsImage);
        return string.Concat(
            link.Select(inline => inline is LiteralInline literal ? literal.Content.ToString() : $"<{inline.GetType().Name}>")
        );
    }
}
