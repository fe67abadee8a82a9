using System.Buffers.Binary;
using System.Numerics;

namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>Pixels of 16 or 32 bits whose colours are runs of bits, spread to 0 to 255 and rounded down, as Pillow does.</summary>
internal readonly struct Masked(BmpMasks masks)
{
    private readonly Channel _red = new(masks.Red), _green = new(masks.Green), _blue = new(masks.Blue), _alpha = new(masks.Alpha);

    public void Unpack(ReadOnlySpan<byte> row, int bits, Span<uint> pixels)
    {
        for (int x = 0; x < pixels.Length; x++)
        {
            uint pixel =
                bits == 16
                    ? BinaryPrimitives.ReadUInt16LittleEndian(row[(x * 2)..])
                    : BinaryPrimitives.ReadUInt32LittleEndian(row[(x * 4)..]);
            pixels[x] = Pixels.Unpack.Pixel(_red.Of(pixel), _green.Of(pixel), _blue.Of(pixel), _alpha.IsThere ? _alpha.Of(pixel) : 255);
        }
    }

    private readonly struct Channel(uint mask)
    {
        private readonly uint _mask = mask;
        private readonly int _shift = BitOperations.TrailingZeroCount(mask);
        private readonly ulong _highest = (ulong)mask >> BitOperations.TrailingZeroCount(mask);

        public bool IsThere => _mask != 0;

        public int Of(uint pixel) => (int)(((ulong)(pixel & _mask) >> _shift) * 255 / _highest);
    }
}
