using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats;

/// <summary>Walks over untrusted bytes; running out of them is a refusal that says where.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes, string format, int position = 0)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly string _format = format;

    public int Position { get; private set; } = position;

    public readonly bool AtEnd => Position >= _bytes.Length;

    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    /// <param name="where">What is cut when there are fewer bytes, as in "The PNG ends inside …".</param>
    public ReadOnlySpan<byte> Take(uint count, string where)
    {
        if (count > (uint)(_bytes.Length - Position)) throw Rejections.Broken($"The {_format} ends inside {where}.");

        var taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public byte Byte(string where) => Take(1, where)[0];

    public ushort BigEndian16(string where) => BinaryPrimitives.ReadUInt16BigEndian(Take(2, where));

    public uint BigEndian32(string where) => BinaryPrimitives.ReadUInt32BigEndian(Take(4, where));

    public ushort LittleEndian16(string where) => BinaryPrimitives.ReadUInt16LittleEndian(Take(2, where));

    public uint LittleEndian32(string where) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, where));
}
