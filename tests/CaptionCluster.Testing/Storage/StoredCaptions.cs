using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CaptionCluster.Testing.Storage;

/// <summary>Made-up captions for tests of stores and of what uses them.</summary>
public static class StoredCaptions
{
    public static ModelId Model { get; } = new("default", new string('a', 64), "float32");

    public static CaptionKey Key { get; } = new(Model, new DecodingOptions { NumBeams = 3, LengthPenalty = 0.7 });

    /// <summary>A digest of its own for every number.</summary>
    public static ImageDigest Digest(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return ImageDigest.FromBytes(SHA256.HashData(bytes));
    }

    /// <summary>A caption of one token a word with attention over a grid of 7 x 7; equal arguments give equal captions.</summary>
    public static StoredCaption Make(int number, CaptionKey? key = null, string? text = null)
    {
        text ??= $"picture number {number} shows a brown dog in the wet grass";
        var caption = new Caption
        {
            Text = text,
            Score = -1.25 - (number / 1024.0),
            Tokens = [.. text.Split(' ').Select((word, i) => new CaptionToken(i + 4, word, -0.1 * (i + 1), Attention(number + i)))],
            Adequacy = 0.91,
            Quality = 0.625,
            Alternatives = [new CaptionAlternative("a dog", -1.5, 0.5), new CaptionAlternative("a cat", -2.5, null)],
            Image = new ImageInfo(640, 427, ImageFormat.Png) { Content = ImageContent.Detailed },
            Timing = new InferenceTiming(0.003, 0.011, 0.0095, 8, 24),
        };
        return new StoredCaption(
            Digest(number),
            key ?? Key,
            caption,
            DateTimeOffset.UnixEpoch.AddMilliseconds(1_700_000_000_000L + number)
        );
    }

    private static float[] Attention(int seed)
    {
        var weights = Enumerable.Range(0, 49).Select(cell => 1f + ((cell * 31 + seed * 17) % 97)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
