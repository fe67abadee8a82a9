namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>Where the strips or tiles stand, each checked to lie inside the file.</summary>
internal readonly ref struct TiffPieces
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly TiffLayout _layout;
    private readonly TiffField _offsets;
    private readonly TiffField _counts;
    private readonly bool _hasCounts;

    public TiffPieces(ReadOnlySpan<byte> file, in TiffDirectory directory, in TiffLayout layout)
    {
        _file = file;
        _layout = layout;
        string kind = layout.Tiled ? "tiles" : "strips";
        if (!directory.TryGet(layout.Tiled ? TiffTags.TileOffsets : TiffTags.StripOffsets, out _offsets))
            throw Rejections.Broken($"The TIFF does not say where its {kind} are.");
        if (_offsets.Count < layout.Pieces)
        {
            throw Rejections.Broken($"The TIFF has {_offsets.Count} {kind}; its size takes {layout.Pieces}.");
        }

        _hasCounts = directory.TryGet(layout.Tiled ? TiffTags.TileByteCounts : TiffTags.StripByteCounts, out _counts);
        if (layout.Compression != TiffCompression.None && (_hasCounts ? _counts.Count < layout.Pieces : layout.Pieces > 1))
            throw Rejections.Broken($"The TIFF does not say how long its {kind} are.");
    }

    /// <summary>Without compression the length follows from the size, whatever the file says.</summary>
    public ReadOnlySpan<byte> this[int piece]
    {
        get
        {
            uint offset = _offsets[piece];
            if (offset >= (uint)_file.Length) throw Rejections.Broken("The TIFF ends before one of its strips or tiles.");

            uint rest = (uint)_file.Length - offset;
            long length = _layout.Compression == TiffCompression.None ? (long)_layout.RowBytes * _layout.RowsOf(piece)
                : _hasCounts ? _counts[piece] : rest;
            if (length > rest) throw Rejections.Broken("The TIFF ends inside one of its strips or tiles.");
            if (length == 0) throw Rejections.Broken("The TIFF has a strip or tile without data.");
            return _file.Slice((int)offset, (int)length);
        }
    }
}
