using System.Buffers.Binary;

namespace CaptionCluster.Storage.MongoDB.Format;

/// <summary>Attention weights as little-endian halves, one token's after another's.</summary>
internal static class HalfWeights
{
    /// <summary>Bytes a weight.</summary>
    private const int Size = 2;

    public static byte[] Pack(IReadOnlyList<CaptionToken> tokens)
    {
        var bytes = new byte[tokens.Sum(token => token.Attention.Length) * Size];
        var offset = 0;
        foreach (var weight in tokens.SelectMany(token => token.Attention))
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(offset), (Half)weight);
            offset += Size;
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
        for (var i = 0; i < count; i++) weights[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * Size)..]);
        bytes = bytes[(count * Size)..];
        return weights;
    }
}
