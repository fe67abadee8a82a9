using System.Text;

namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>
/// Byte-level BPE (Radford et al., GPT-2, 2019): every token is a string of bytes, each written as one printable character.
/// </summary>
internal sealed class ByteLevelStep : IDecoderStep
{
    private static readonly Dictionary<char, byte> s_bytes = MakeBytes();

    /// <summary>Bytes of several tokens may make one character; what is no UTF-8 becomes U+FFFD.</summary>
    public void Apply(List<string> tokens)
    {
        var bytes = new List<byte>(tokens.Count * 6);
        foreach (var token in tokens) bytes.AddRange(BytesOf(token));
        tokens.Clear();
        tokens.Add(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    public string Show(string token) => Encoding.UTF8.GetString(BytesOf(token));

    /// <summary>A token with a character that stands for no byte (a word added later) is its own text.</summary>
    private static byte[] BytesOf(string token)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < token.Length; i++)
        {
            if (!s_bytes.TryGetValue(token[i], out bytes[i])) return Encoding.UTF8.GetBytes(token);
        }

        return bytes;
    }

    /// <summary>Printable Latin-1 bytes stand for themselves; the others are counted from U+0100.</summary>
    private static Dictionary<char, byte> MakeBytes()
    {
        var (bytes, next) = (new Dictionary<char, byte>(256), 256);
        for (var value = 0; value < 256; value++)
        {
            var isPrintable = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE;
            bytes.Add((char)(isPrintable ? value : next++), (byte)value);
        }

        return bytes;
    }
}
