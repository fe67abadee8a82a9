using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>
/// A SHA-256 that keys are looked up by. How long a look-up takes depends on the hash alone, which nobody can steer towards another's: the
/// time says nothing of a key.
/// </summary>
internal readonly record struct KeyHash(UInt128 High, UInt128 Low)
{
    private const int Half = 16;

    public static KeyHash Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static KeyHash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    /// <param name="hex">As <see cref="ToString"/> writes it.</param>
    public static KeyHash Parse(string hex) => Read(Convert.FromHexString(hex));

    public byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(Half), Low);
        return bytes;
    }

    /// <summary>Lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());

    private static KeyHash Read(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[Half..]));
}
