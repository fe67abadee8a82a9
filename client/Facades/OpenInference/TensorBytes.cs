using System.Buffers.Binary;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenInference;

/// <summary>
/// A tensor of BYTES in binary: each element is its length, four bytes with the least first, and itself (binary tensor data extension).
/// </summary>
internal static class TensorBytes
{
    private const int Prefix = 4;

    /// <exception cref="RequestRefusedException">An element is longer than what there is.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> tensor)
    {
        while (tensor.Length > 0)
        {
            if (tensor.Length < Prefix) throw CutOff();
            var length = BinaryPrimitives.ReadUInt32LittleEndian(tensor.Span);
            if (length > tensor.Length - Prefix) throw CutOff();
            yield return tensor.Slice(Prefix, (int)length);
            tensor = tensor[(Prefix + (int)length)..];
        }
    }

    public static byte[] Join(IEnumerable<byte[]> elements)
    {
        using var joined = new MemoryStream();
        Span<byte> prefix = stackalloc byte[Prefix];
        foreach (var element in elements)
        {
            BinaryPrimitives.WriteInt32LittleEndian(prefix, element.Length);
            joined.Write(prefix);
            joined.Write(element);
        }

        return joined.ToArray();
    }

    private static RequestRefusedException CutOff() =>
        new(400, "malformed-tensor", "An element of the binary data is longer than what is left of it.");
}
