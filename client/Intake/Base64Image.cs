using System.Buffers;
using System.Buffers.Text;
using System.Text;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake;

/// <summary>
/// The text of a JSON string, still escaped, to the bytes it stands for, in place: base64 (RFC 4648, 4), in lines as MIME writes it (RFC
/// 2045, 6.8) or in one; base64url (RFC 4648, 5), padded or not; either of them in a <c>data:</c> URL (RFC 2397), as browsers hand files
/// over.
/// </summary>
internal static class Base64Image
{
    private const int UnicodeEscape = 6;

    private static ReadOnlySpan<byte> DataScheme => "data:"u8;

    /// <summary>A URL that is the picture itself.</summary>
    public static bool IsDataUrl(ReadOnlySpan<byte> text) =>
        text.Length >= DataScheme.Length && Ascii.EqualsIgnoreCase(text[..DataScheme.Length], DataScheme);

    public static bool IsDataUrl(string text) => text.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    /// <param name="text">Overwritten by the decoded bytes.</param>
    /// <param name="maxBytes">More decoded bytes than this are refused.</param>
    public static Memory<byte> Decode(Memory<byte> text, int maxBytes)
    {
        text = text[..Unescape(text.Span)];
        text = text[PrefixOf(text.Span)..];
        return TryDecode(text.Span, out var written)
            ? text[..(written <= maxBytes ? written : throw BodyReader.TooManyBytes(maxBytes, "picture"))]
            : throw Malformed("The picture's text is neither base64 nor base64url.");
    }

    private static bool TryDecode(Span<byte> text, out int written)
    {
        // What is written with neither alphabet's own letters is the same in both, and only base64url may leave its padding out.
        if (text.ContainsAny((byte)'+', (byte)'/')) return Base64.DecodeFromUtf8InPlace(text, out written) == OperationStatus.Done;
        written = 0;
        if (!Base64Url.IsValid(text)) return false;
        written = Base64Url.DecodeFromUtf8InPlace(text);
        return true;
    }

    /// <summary>How much of the text is no base64 yet.</summary>
    private static int PrefixOf(ReadOnlySpan<byte> text)
    {
        if (!IsDataUrl(text)) return 0;
        var comma = text.IndexOf((byte)',');
        return comma >= 0 && text[..comma].EndsWith(";base64"u8)
            ? comma + 1
            : throw Malformed("A data: URL needs ';base64,' before the picture.");
    }

    /// <summary>
    /// Drops line breaks, and undoes what writers escape: the slash, or with .NET the plus (as <c>\u002B</c>). Any other escape fails to
    /// decode.
    /// </summary>
    private static int Unescape(Span<byte> text)
    {
        var length = text.IndexOf((byte)'\\');
        if (length < 0) return text.Length;
        for (var i = length; i < text.Length;)
        {
            var rest = text[i..];
            if (rest[0] != '\\')
            {
                // A line at a time: most escapes are line breaks.
                var end = rest.IndexOf((byte)'\\');
                var line = end < 0 ? rest : rest[..end];
                line.CopyTo(text[length..]);
                length += line.Length;
                i += line.Length;
            }
            else if (rest.StartsWith("\\n"u8) || rest.StartsWith("\\r"u8) || rest.StartsWith("\\t"u8))
            {
                i += 2;
            }
            else if (rest.StartsWith("\\/"u8))
            {
                text[length++] = (byte)'/';
                i += 2;
            }
            else if (
                rest.Length >= UnicodeEscape
                && rest.StartsWith("\\u00"u8)
                && Utf8Parser.TryParse(rest[4..UnicodeEscape], out byte character, out var read, 'x')
                && read == 2
            )
            {
                text[length++] = character;
                i += UnicodeEscape;
            }
            else
            {
                text[length++] = rest[0];
                i++;
            }
        }

        return length;
    }

    private static RequestRefusedException Malformed(string message) => new(400, "malformed-base64", message);
}
