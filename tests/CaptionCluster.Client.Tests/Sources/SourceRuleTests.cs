using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Sources;

public sealed class SourceRuleTests
{
    private static readonly SourceRules s_rules = new(Options.Create(new SourceOptions { Urls = "public", FurtherPorts = [8080] }));

    [Theory]
    [InlineData("https://public.example/a", "http://public.example/a", "source-redirects")]
    [InlineData("https://public.example/a", "http://other.example/", "source-redirects")]
    [InlineData("https://public.example/a", "https://other.example/", "https://other.example/")]
    [InlineData("http://public.example/a", "https://public.example/a", "https://public.example/a")]
    [InlineData("https://public.example/a/b", "../c?d#e", "https://public.example/c?d")]
    [InlineData("https://public.example/a", "//other.example/b", "https://other.example/b")]
    [InlineData("https://public.example/a", "https://other.example:8080/", "https://other.example:8080/")]
    [InlineData("https://public.example/a", "https://other.example:8081/", "source-url")]
    [InlineData("https://public.example/a", "https://user@other.example/", "source-url")]
    [InlineData("https://public.example/a", null, "source-redirects")]
    public void Follow_Redirect_LeadsThereOrIsRefused(string from, string? location, string expected)
    {
        var target = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute);
        string Follow() => s_rules.Follow(new Uri(from), target).AbsoluteUri;

        if (!expected.StartsWith("source-", StringComparison.Ordinal)) Assert.Equal(expected, Follow());
        else Assert.Equal(expected, Assert.Throws<RequestRefusedException>(Follow).Code);
    }

    [Theory]
    [InlineData("HTTPS://Public.Example/A?b=C#d", "https://public.example/A?b=C")]
    [InlineData("http://public.example:80", "http://public.example/")]
    [InlineData("http://bücher.example/ü", "http://xn--bcher-kva.example/%C3%BC")]
    [InlineData("http://public.example/%0d%0aX:%20y", "http://public.example/%0d%0aX:%20y")]
    public void Parse_Url_IsWhatIsAskedFor(string text, string expected)
    {
        var url = s_rules.Parse(text);

        Assert.Equal(expected, new UriBuilder(url) { Host = url.IdnHost }.Uri.AbsoluteUri);
    }
}
