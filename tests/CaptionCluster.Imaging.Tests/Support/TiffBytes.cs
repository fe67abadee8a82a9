using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>Small little-endian TIFFs with any fields, so that only the wanted thing is wrong.</summary>
internal sealed class TiffBytes
{
    public const int Width = 8, Height = 6;

    private readonly SortedDictionary<ushort, uint[]> _fields = new()
    {
        [256] = [Width], [257] = [Height], [258] = [8], [259] = [1], [262] = [1], [277] = [1], [278] = [Height],
    };

    private byte[][] _strips = [[.. Enumerable.Range(0, Width * Height).Select(each => (byte)(each * 5))]];

    public TiffBytes With(ushort tag, params uint[] values)
    {
        _fields[tag] = values;
        return this;
    }

    public TiffBytes Without(ushort tag)
    {
        _fields.Remove(tag);
        return this;
    }

    public TiffBytes Strips(params byte[][] strips)
    {
        _strips = strips;
        return this;
    }

    /// <param name="offset">Added to every strip's offset.</param>
    /// <param name="next">Where the next directory is said to be.</param>
    public byte[] Build(uint offset = 0, uint next = 0)
    {
        uint places = 8, position = places + (uint)_strips.Sum(each => each.Length);
        var offsets = new List<uint>();
        foreach (var strip in _strips)
        {
            offsets.Add(places + offset);
            places += (uint)strip.Length;
        }

        var fields = new SortedDictionary<ushort, uint[]>(_fields);
        bool tiled = fields.ContainsKey(324);
        if (tiled || !fields.ContainsKey(273)) fields[tiled ? (ushort)324 : (ushort)273] = [.. offsets];
        ushort counts = tiled ? (ushort)325 : (ushort)279;
        if (!fields.ContainsKey(counts)) fields[counts] = [.. _strips.Select(each => (uint)each.Length)];

        var entries = new List<byte>();
        var values = new List<byte>();
        uint behind = position + 2 + (uint)fields.Count * 12 + 4;
        foreach (var (tag, numbers) in fields)
        {
            entries.AddRange([(byte)tag, (byte)(tag >> 8), 4, 0, .. Number((uint)numbers.Length)]);
            if (numbers.Length == 1)
            {
                entries.AddRange(Number(numbers[0]));
                continue;
            }

            entries.AddRange(Number(behind + (uint)values.Count));
            values.AddRange(numbers.SelectMany(Number));
        }

        return
        [
            .. "II*\0"u8,
            .. Number(position),
            .. _strips.SelectMany(each => each),
            (byte)fields.Count,
            0,
            .. entries,
            .. Number(next),
            .. values,
        ];
    }

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
