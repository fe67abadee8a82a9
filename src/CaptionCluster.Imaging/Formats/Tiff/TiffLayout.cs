namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>How the first page is stored. Its pieces are strips or tiles, of one plane after another when planar.</summary>
/// <param name="Bits">Of a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Samples">Of a pixel, alpha and what nobody knows included.</param>
/// <param name="PieceWidth">Pixels; of a strip the picture's own.</param>
internal readonly record struct TiffLayout(
    int Width,
    int Height,
    int Bits,
    int Samples,
    bool Planar,
    bool LittleEndian,
    TiffCompression Compression,
    TiffColours Colours,
    TiffAlpha Alpha,
    bool Predicted,
    bool ReversedBits,
    bool Tiled,
    int PieceWidth,
    int PieceHeight
)
{
    public int Across => (Width + PieceWidth - 1) / PieceWidth;

    public int Down => (Height + PieceHeight - 1) / PieceHeight;

    public int Planes => Planar ? Samples : 1;

    public int SamplesOfPiece => Planar ? 1 : Samples;

    /// <summary>Bytes of a piece's row.</summary>
    public int RowBytes => (int)(((long)PieceWidth * SamplesOfPiece * Bits + 7) / 8);

    public long Pieces => (long)Across * Down * Planes;

    public bool IsFax => Compression is TiffCompression.Huffman or TiffCompression.Fax3 or TiffCompression.Fax4;

    /// <summary>Rows that a piece must have: the last strip has what is left, a tile is always whole.</summary>
    public int RowsOf(int piece) => Tiled ? PieceHeight : Math.Min(PieceHeight, Height - piece / Across % Down * PieceHeight);
}
