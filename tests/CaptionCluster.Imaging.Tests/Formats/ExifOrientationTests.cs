using System.Text;
using CaptionCluster.Imaging.Formats;
using CaptionCluster.Imaging.Pixels;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

/// <summary>What Pillow 13 makes of the same bytes.</summary>
public sealed class ExifOrientationTests
{
    private static readonly byte[] s_xmp = "<rdf:Description tiff:Orientation=\"8\"/>"u8.ToArray();

    [Fact]
    public void Read_LittleEndian_FindsTheTag() => AssertOrientation(6, ExifBytes.Turned(6));

    [Fact]
    public void Read_BigEndianWithPrefix_FindsTheTag() =>
        AssertOrientation(8, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0]);

    [Fact]
    public void Read_TagBehindOthers_FindsTheTag() => AssertOrientation(3, ExifBytes.Tiff(true, (0x0F, 2, 1, [0]), ExifBytes.Short(3)));

    [Theory]
    [InlineData("II\0*")]
    [InlineData("II*\0")]
    public void Read_MarkInEitherByteOrder_FindsTheTag(string mark) =>
        AssertOrientation(6, [.. Encoding.Latin1.GetBytes(mark), .. ExifBytes.Turned(6)[4..]]);

    [Theory]
    [InlineData("MM\0*")]
    [InlineData("MM*\0")]
    [InlineData("MM\0+")]
    public void Read_BigEndianMarkOfAnyForm_FindsTheTag(string mark) => AssertOrientation(
        6, [.. Encoding.Latin1.GetBytes(mark), .. ExifBytes.Tiff(false, (0x0112, 3, 1, [0, 6]))[4..]]);

    [Fact]
    public void Read_PrefixTwice_FindsTheTag() => AssertOrientation(6, [.. "Exif\0\0Exif\0\0"u8, .. ExifBytes.Turned(6)]);

    [Theory]
    [InlineData(4, 1, "06000000")] // LONG
    [InlineData(6, 1, "06")] // Signed bytes, shorts and longs
    [InlineData(8, 1, "0600")]
    [InlineData(9, 1, "06000000")]
    [InlineData(13, 1, "06000000")] // An offset by its type
    [InlineData(16, 1, "0600000000000000")] // BigTIFF's long
    [InlineData(3, 2, "06000300")] // Several: the first counts, in place or not
    [InlineData(3, 3, "060003000200")]
    [InlineData(5, 1, "0C00000002000000")] // 12 / 2
    [InlineData(10, 1, "FAFFFFFFFFFFFFFF")] // -6 / -1
    [InlineData(11, 1, "0000C040")]
    [InlineData(12, 1, "0000000000001840")]
    public void Read_NumberOfAnyType_Counts(ushort type, uint count, string value) =>
        AssertOrientation(6, ExifBytes.OfType(type, count, Convert.FromHexString(value)));

    [Theory]
    [InlineData(1, 1, "06")] // Bytes and text are none
    [InlineData(2, 2, "3600")]
    [InlineData(7, 1, "06")]
    [InlineData(5, 1, "0600000000000000")] // 6 / 0
    [InlineData(11, 1, "0000D040")] // 6.5
    [InlineData(4, 1, "06000100")] // 65542
    [InlineData(8, 1, "FAFF")] // -6
    [InlineData(3, 1, "0000")]
    [InlineData(3, 1, "0900")]
    public void Read_NoNumberFrom1To8_LeavesThePictureWhateverXmpSays(ushort type, uint count, string value) =>
        Assert.Equal(default, ExifOrientation.Read(ExifBytes.OfType(type, count, Convert.FromHexString(value)), s_xmp));

    [Theory]
    [InlineData(3, 0, "0600")]
    [InlineData(99, 1, "0600")]
    [InlineData(0, 1, "0600")]
    [InlineData(65535, 1, "0600")]
    public void Read_NoValueOrUnknownType_CountsAsAbsent(ushort type, uint count, string value)
    {
        var exif = ExifBytes.OfType(type, count, Convert.FromHexString(value));

        AssertOrientation(1, exif);
        Assert.Equal(Orientation.FromExif(8), ExifOrientation.Read(exif, s_xmp));
    }

    [Fact]
    public void Read_TagTwice_TakesTheLast() => AssertOrientation(3, ExifBytes.Tiff(true, ExifBytes.Short(6), ExifBytes.Short(3)));

    [Fact]
    public void Read_CutBehindTheTag_FindsTheTag() => AssertOrientation(
        6, ExifBytes.Tiff(true, (0x010F, 2, 5, "abcd\0"u8.ToArray()), ExifBytes.Short(6), (0x0132, 2, 20, new byte[20]))[..^1]);

    [Fact]
    public void Read_MoreEntriesPromisedThanThere_FindsTheTag()
    {
        var exif = ExifBytes.Turned(6);
        exif[8] = 50;
        AssertOrientation(6, exif);
    }

    [Fact]
    public void Read_CutInAValueBeforeTheTag_CountsAsAbsent() =>
        AssertOrientation(1, ExifBytes.Tiff(true, (0x010F, 2, 20, new byte[20]), ExifBytes.Short(6))[..^1]);

    [Fact]
    public void Read_HugeCount_CountsAsAbsent() =>
        AssertOrientation(1, ExifBytes.Tiff(true, (0x010F, 12, uint.MaxValue, new byte[8]), ExifBytes.Short(6)));

    [Fact]
    public void Read_CutAnywhere_NeverFails()
    {
        var exif = ExifBytes.Tiff(true, (0x010F, 2, 5, "abcd\0"u8.ToArray()), (0x0112, 5, 1, [6, 0, 0, 0, 1, 0, 0, 0]));
        for (int length = 0; length < exif.Length; length++) AssertOrientation(1, exif[..length]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Exif\0\0")]
    [InlineData("II*\0")]
    [InlineData("II*\0\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("II*\0\u0008\0\0\0\u00ff\u00ff\u0012\u0001")]
    [InlineData("II+\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0006\0\0\0")]
    [InlineData("XX*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0006\0\0\0")]
    [InlineData("II*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0009\0\0\0")]
    public void Read_BrokenOrUnknown_LeavesThePictureAsItIs(string latin1) => AssertOrientation(1, Encoding.Latin1.GetBytes(latin1));

    [Theory]
    [InlineData("<a tiff:Orientation=\"6\"/>", 6)]
    [InlineData("<tiff:Orientation>3</tiff:Orientation>", 3)]
    [InlineData("tiff:Orientation tiff:Orientation='3' tiff:Orientation=\"x\" tiff:Orientation=\"5\" tiff:Orientation=\"6\"", 5)]
    [InlineData("tiff:Orientation=\"", 1)]
    [InlineData("tiff:Orientation", 1)]
    [InlineData("tiff:Orientation=\"9\"", 1)]
    [InlineData("", 1)]
    public void Read_XmpAlone_Counts(string xmp, int expected) =>
        Assert.Equal(Orientation.FromExif(expected), ExifOrientation.Read([], Encoding.UTF8.GetBytes(xmp)));

    [Fact]
    public void Read_ExifAndXmp_TakesExif() => Assert.Equal(Orientation.FromExif(6), ExifOrientation.Read(ExifBytes.Turned(6), s_xmp));

    private static void AssertOrientation(int expected, byte[] exif) =>
        Assert.Equal(Orientation.FromExif(expected), ExifOrientation.Read(exif));
}
