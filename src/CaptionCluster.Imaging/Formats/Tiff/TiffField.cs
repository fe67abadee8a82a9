namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>A directory entry's values, all of them inside the file.</summary>
internal readonly ref struct TiffField(ReadOnlySpan<byte> values, int size, bool little)
{
    private readonly ReadOnlySpan<byte> _values = values;

    public ReadOnlySpan<byte> Bytes => _values;

    public int Count => _values.Length / size;

    /// <summary>Unsigned; a number that no file of ours can reach counts as the highest.</summary>
    public uint this[int index]
    {
        get
        {
            var value = _values.Slice(index * size, size);
            return size switch
            {
                1 => value[0],
                2 => Endian.UInt16(value, little),
                4 => Endian.UInt32(value, little),
                _ => (uint)Math.Min(Endian.UInt64(value, little), uint.MaxValue),
            };
        }
    }
}
