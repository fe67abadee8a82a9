using Microsoft.Extensions.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>
/// What is configured and must not be read by whoever reads a message: taken out of what others have written, servers' answers and
/// exceptions that nobody foresaw. Our own sentences have none of it to begin with.
/// </summary>
internal sealed class Secrets
{
    /// <summary>Anything shorter is in every other word.</summary>
    private const int MinLength = 4;

    private const string Stars = "***";

    private readonly string[] _values;

    private Secrets(IEnumerable<string> values) =>
        _values = [
            .. values.Where(value => value.Length >= MinLength).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length),
        ];

    public static Secrets Of(IConfiguration configuration) =>
        new([
            .. OfText(configuration[$"{ClusterOptions.Section}:ConnectionString"]),
            .. StoreProvider.All.SelectMany(store => OfText(configuration[$"{store.Section}:ConnectionString"])),
            .. configuration.GetSection("CaptionCluster:ApiKeys").GetChildren().Select(key => key.Value).OfType<string>(),
            .. new[]
            {
                configuration["CaptionCluster:ApiKeys"],
                configuration["CaptionCluster:AdminKey"],
                configuration["CaptionCluster:Jobs:Webhooks:Secret"],
            }.OfType<string>(),
            .. configuration
                .GetChildren()
                .Where(child => child.Key.EndsWith("_HEADERS", StringComparison.OrdinalIgnoreCase))
                .SelectMany(headers => OfHeaders(headers.Value)),
        ]);

    public string Redact(string text) =>
        _values.Aggregate(text, (redacted, value) => redacted.Replace(value, Stars, StringComparison.Ordinal));

    /// <summary>
    /// Of a connection text what is between a colon and an at sign, and what a password is said to be: also of a text that nobody can read.
    /// </summary>
    private static IEnumerable<string> OfText(string? text)
    {
        if (text is null) yield break;
        if (text.LastIndexOf('@') is var at and > 0)
        {
            var start = text.IndexOf("://", StringComparison.Ordinal) is var mark and >= 0 ? mark + "://".Length : 0;
            if (start > at) start = 0;
            var colon = text.IndexOf(':', start, at - start);
            foreach (var form in colon < 0 ? [] : Forms(text[(colon + 1)..at])) yield return form;
        }

        foreach (var option in text.Split(',', ';', '&', '?'))
        {
            var (name, value) = option.IndexOf('=', StringComparison.Ordinal) is var equals and > 0
                ? (option[..equals], option[(equals + 1)..])
                : ("", "");
            if (!name.Contains("pas", StringComparison.OrdinalIgnoreCase) && !name.Contains("pw", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            foreach (var form in Forms(value.Trim()))
            {
                yield return form;
            }
        }
    }

    private static IEnumerable<string> OfHeaders(string? text) =>
        text is null ? [] : text.Split(',').SelectMany(pair => Forms(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim()));

    private static string[] Forms(string value) => [value, Uri.UnescapeDataString(value)];
}
