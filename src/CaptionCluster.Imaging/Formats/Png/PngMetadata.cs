using System.Buffers.Binary;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>
/// What the chunks say of the orientation, wherever Pillow finds it: eXIf, or a tEXt of the name exif; else ImageMagick's "Raw profile type
/// exif"; else XMP. Of several the last counts, before or behind the pixels; in an animation only what stands before the second frame.
/// </summary>
internal ref struct PngMetadata
{
    private ReadOnlySpan<byte> _exif;
    private bool _hasExif;
    private PngText _profile;
    private PngText _xmp;
    private uint _frames;
    private bool _hasControl;
    private bool _dataIsFrame;
    private bool _hasData;

    /// <summary>Whether this chunk begins another frame.</summary>
    public readonly bool EndsBefore(PngChunk chunk) =>
        _hasData && _frames + (_dataIsFrame ? 0u : 1) > 1 && _frames > 0 && chunk.Is("fcTL"u8);

    public void Add(PngChunk chunk)
    {
        if (chunk.Is("IDAT"u8)) _hasData = true;
        else if (chunk.Is("eXIf"u8)) AddExif(chunk, chunk.Data);
        else if (chunk.Is("acTL"u8)) AddControl(chunk);
        else if (chunk.Is("fcTL"u8)) _dataIsFrame |= !_hasData;
        else if (PngText.TryRead(chunk, out var text)) Add(chunk, text);
    }

    public readonly Orientation Orientation()
    {
        var exif = _hasExif ? _exif : RawProfile.Decode(_profile.Inflated());
        return ExifOrientation.TryRead(exif, out var orientation) ? orientation : XmpOrientation.Read(_xmp.Inflated());
    }

    private void AddExif(PngChunk chunk, ReadOnlySpan<byte> exif)
    {
        if (!chunk.HasRightCheckSum) return;
        _exif = exif;
        _hasExif = true;
    }

    private void Add(PngChunk chunk, PngText text)
    {
        if (text.Is("exif"u8) && chunk.Is("tEXt"u8)) AddExif(chunk, text.Value);
        else if (text.Is("Raw profile type exif"u8)) _profile = chunk.HasRightCheckSum ? text : _profile;
        else if (text.Is("XML:com.adobe.xmp"u8)) _xmp = chunk.HasRightCheckSum ? text : _xmp;
    }

    /// <summary>A second acTL chunk makes it no animation.</summary>
    private void AddControl(PngChunk chunk)
    {
        if (_hasData || chunk.Data.Length < 8 || !chunk.HasRightCheckSum) return;

        uint frames = BinaryPrimitives.ReadUInt32BigEndian(chunk.Data);
        _frames = _hasControl || frames > int.MaxValue ? 0 : frames;
        _hasControl = true;
    }
}
