using System.Globalization;
using System.Text;

namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>
/// Tokens that read <c>&lt;0xE2&gt;</c> are bytes; a run of them is a text in UTF-8, or U+FFFD for each byte where it is none.
/// </summary>
internal sealed class ByteFallbackStep : IDecoderStep
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public void Apply(List<string> tokens)
    {
        var (bytes, kept) = (new List<byte>(), new List<string>(tokens.Count));
        foreach (var token in tokens)
        {
            if (TryByte(token, out var value))
            {
                bytes.Add(value);
                continue;
            }

            Flush(bytes, kept);
            kept.Add(token);
        }

        Flush(bytes, kept);
        tokens.Clear();
        tokens.AddRange(kept);
    }

    private static bool TryByte(string token, out byte value)
    {
        value = 0;
        return token is ['<', '0', 'x', _, _, '>']
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static void Flush(List<byte> bytes, List<string> kept)
    {
        if (bytes.Count == 0) return;
        try
        {
            kept.Add(s_strict.GetString(bytes.ToArray()));
        }
        catch (DecoderFallbackException)
        {
            kept.AddRange(Enumerable.Repeat("\uFFFD", bytes.Count));
        }

        bytes.Clear();
    }
}
