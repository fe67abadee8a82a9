using System.Buffers.Binary;

namespace CaptionCluster.Storage.Captions;

/// <summary>
/// Attention weights as little-endian halves, one token's after another's: 11 bits of a weight, more than a heat map shows.
/// </summary>
internal static class HalfWeights
{
    /// <summary>Bytes a weight.</summary>
    private const int Size = 2;

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

    /// <summary>Whether the bytes hold these numbers of weights, no more and no less.</summary>
    public static bool Fit(int[] counts, byte[] bytes) =>
        Array.TrueForAll(counts, count => count >= 0) && counts.Sum(count => (long)count) * Size == bytes.Length;

    /// <summary>Reads the next <paramref name="count"/> weights and moves <paramref name="bytes"/> behind them.</summary>
    public static float[] Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var weights = count == 0 ? [] : new float[count];
        foreach (ref var weight in weights.AsSpan())
        {
            weight = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
            bytes = bytes[Size..];
        }

        return weights;
    }
}
