using System.Buffers.Binary;

namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>Attention weights as little-endian halves, one token's after another's.</summary>
internal static class HalfWeights
{
    /// <summary>Bytes a weight.</summary>
    public const int Size = 2;

    public static byte[] Pack(IReadOnlyList<CaptionToken> tokens)
    {
        var bytes = new byte[tokens.Sum(token => token.Attention.Length) * Size];
        var rest = bytes.AsSpan();
        foreach (var token in tokens)
        {
            foreach (var weight in token.Attention)
            {
                BinaryPrimitives.WriteHalfLittleEndian(rest, (Half)weight);
                rest = rest[Size..];
            }
        }

        return bytes;
    }

    public static float[] Unpack(ReadOnlySpan<byte> bytes, ref int offset, int count)
    {
        if (count == 0) return [];

        var weights = new float[count];
        foreach (ref var weight in weights.AsSpan())
        {
            weight = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[offset..]);
            offset += Size;
        }

        return weights;
    }
}
