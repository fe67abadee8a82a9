using System.Buffers;
using System.Buffers.Text;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake;

/// <summary>The text of a JSON string, still escaped, to the bytes it stands for (RFC 4648), in place.</summary>
internal static class Base64Image
{
    private const int UnicodeEscape = 6;

    /// <param name="text">Overwritten by the decoded bytes.</param>
    /// <param name="maxBytes">More decoded bytes than this are refused.</param>
    public static Memory<byte> Decode(Memory<byte> text, int maxBytes)
    {
        text = WithoutDataPrefix(text);
        var length = Unescape(text.Span);
        if (Base64.DecodeFromUtf8InPlace(text.Span[..length], out var written) != OperationStatus.Done)
        {
            throw new RequestRefusedException(400, "malformed-base64", "'image.base64' is not base64.");
        }

        return written <= maxBytes
            ? text[..written]
            : throw new ImageRejectedException(ImageRejection.TooLarge, "too-many-bytes", $"The picture is larger than the {maxBytes} bytes that are accepted.");
    }

    /// <summary>Browsers hand files over as <c>data:image/jpeg;base64,…</c> (RFC 2397).</summary>
    private static Memory<byte> WithoutDataPrefix(Memory<byte> text)
    {
        if (!text.Span.StartsWith("data:"u8)) return text;
        var comma = text.Span.IndexOf((byte)',');
        return text[(comma + 1)..];
    }

    /// <summary>Some writers escape the slash, and .NET's own the plus (as <c>\u002B</c>). What is left of any other escape fails to decode.</summary>
    private static int Unescape(Span<byte> text)
    {
        var length = text.IndexOf((byte)'\\');
        if (length < 0) return text.Length;
        for (var i = length; i < text.Length; i++)
        {
            var rest = text[i..];
            if (rest.StartsWith("\\/"u8))
            {
                text[length++] = (byte)'/';
                i++;
            }
            else if (rest.Length >= UnicodeEscape && rest.StartsWith("\\u00"u8) && Utf8Parser.TryParse(rest[4..UnicodeEscape], out byte character, out var read, 'x') && read == 2)
            {
                text[length++] = character;
                i += UnicodeEscape - 1;
            }
            else
            {
                text[length++] = text[i];
            }
        }

        return length;
    }
}
