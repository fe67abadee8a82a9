using System.Text;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Byte-level BPE (Radford et al., GPT-2, 2019): every token is a string of bytes, each written as one printable character.</summary>
internal sealed class ByteLevelTokenizer(TokenizerFile file) : ITokenDecoder
{
    private static readonly Dictionary<char, byte> Bytes = MakeBytes();

    private readonly string[] _tokens = file.TokensById();
    private readonly HashSet<int> _special = file.SpecialIds();
    private readonly HashSet<int> _added = file.AddedIds();
    private readonly bool _cleanUp = file.CleansUp;

    /// <summary>Bytes of several tokens may make one character; what is no UTF-8 becomes U+FFFD.</summary>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var bytes = new List<byte>(ids.Length * 6);
        foreach (var id in ids) AppendBytes(id, bytes);
        var text = Encoding.UTF8.GetString(bytes.ToArray());
        return _cleanUp ? CleanUp.Apply(text) : text;
    }

    public string Token(int id)
    {
        var bytes = new List<byte>();
        AppendBytes(id, bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private void AppendBytes(int id, List<byte> bytes)
    {
        if ((uint)id >= (uint)_tokens.Length || _special.Contains(id)) return;
        if (_added.Contains(id)) bytes.AddRange(Encoding.UTF8.GetBytes(_tokens[id]));
        else foreach (var character in _tokens[id]) bytes.Add(Bytes.TryGetValue(character, out var value) ? value : (byte)'?');
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
