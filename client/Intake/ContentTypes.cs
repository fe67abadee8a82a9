using CaptionCluster.Client.Problems;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Intake;

/// <summary>
/// Content types as they are sent. Many write a parameter's value without the quotes that it needs (RFC 9110, 5.6.6), above all a boundary
/// with
/// <c>=</c> or <c>/</c>: the type is told all the same, and the value goes on to the next semicolon.
/// </summary>
internal static class ContentTypes
{
    private const int MaxBoundary = 100;

    public static bool IsForm(string? contentType) => TypeOf(contentType).StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    public static bool IsJson(string? contentType) => TypeOf(contentType) is var type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    public static bool IsLines(string? contentType) =>
        TypeOf(contentType).ToString().ToLowerInvariant()
            is "application/x-ndjson"
                or "application/ndjson"
                or "application/jsonl"
                or "application/x-jsonlines";

    /// <exception cref="RequestRefusedException">None, or one that RFC 2046 (5.1.1) does not allow.</exception>
    public static string BoundaryOf(string contentType)
    {
        var boundary = Find(contentType, "boundary") ?? throw FormParts.Malformed("The content type names no boundary.");
        return boundary.Length is > 0 and <= MaxBoundary && boundary.All(character => character is >= ' ' and <= '~')
            ? boundary
            : throw FormParts.Malformed($"The boundary '{Excerpt.Of(boundary)}' is not of 1 to {MaxBoundary} ASCII characters.");
    }

    private static string? Find(string contentType, string name)
    {
        var rest = contentType.AsSpan();
        while (rest.IndexOf(';') is >= 0 and var semicolon)
        {
            rest = rest[(semicolon + 1)..].TrimStart();
            if (!rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) || rest[name.Length..].TrimStart() is not ['=', .. var value])
            {
                continue;
            }

            value = value.TrimStart();
            return value is ['"', ..]
                ? Unquoted(value)
                : value[..(value.IndexOf(';') is >= 0 and var end ? end : value.Length)].TrimEnd().ToString();
        }

        return null;
    }

    private static string Unquoted(ReadOnlySpan<char> value)
    {
        var end = 1;
        while (end < value.Length && value[end] != '"') end += value[end] == '\\' ? 2 : 1;
        return HeaderUtilities.UnescapeAsQuotedString(value[..Math.Min(end + 1, value.Length)].ToString()).ToString().Trim('"');
    }

    private static ReadOnlySpan<char> TypeOf(string? contentType)
    {
        var type = contentType.AsSpan();
        return type[..(type.IndexOf(';') is >= 0 and var end ? end : type.Length)].Trim();
    }
}
