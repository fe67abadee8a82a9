using System.Text.Json;

namespace CaptionCluster.Client.Http;

/// <summary>Options as an address has them: by the names that JSON has, without its groups.</summary>
internal static class OptionQuery
{
    /// <returns>Empty for none, else with its question mark.</returns>
    public static string Of(CaptionOptions? options)
    {
        if (options is null) return "";
        var pairs = new List<string>();
        foreach (var option in JsonSerializer.SerializeToElement(options, ClientJson.Default.CaptionOptions).EnumerateObject())
        {
            if (option.Value.ValueKind != JsonValueKind.Object) pairs.Add(Pair(option));
            else pairs.AddRange(option.Value.EnumerateObject().Select(Pair));
        }

        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    public static string Of(AltTextOptions? altText) => Of(altText is null ? null : new CaptionOptions { AltText = altText });

    private static string Pair(JsonProperty option) => option.Name + "=" + Uri.EscapeDataString(option.Value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', option.Value.EnumerateArray().Select(part => part.GetString())),
        JsonValueKind.String => option.Value.GetString()!,
        _ => option.Value.GetRawText(),
    });
}
