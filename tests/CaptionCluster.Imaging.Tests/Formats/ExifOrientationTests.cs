using CaptionCluster.Imaging.Formats;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class ExifOrientationTests
{
    [Fact]
    public void Read_LittleEndian_FindsTheTag() =>
        Assert.Equal(Orientation.FromExif(6), ExifOrientation.Read([.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]));

    [Fact]
    public void Read_BigEndianWithPrefix_FindsTheTag() =>
        Assert.Equal(Orientation.FromExif(8), ExifOrientation.Read([.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0]));

    [Fact]
    public void Read_TagBehindOthers_FindsTheTag() => Assert.Equal(
        Orientation.FromExif(3),
        ExifOrientation.Read([.. "II*\0"u8, 8, 0, 0, 0, 2, 0, 0x0F, 1, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 3, 0, 0, 0]));

    [Theory]
    [InlineData("")]
    [InlineData("Exif\0\0")]
    [InlineData("II*\0")]
    [InlineData("II*\0\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("II*\0\u0008\0\0\0\u00ff\u00ff\u0012\u0001")]
    [InlineData("XX*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0006\0\0\0")]
    [InlineData("II*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0009\0\0\0")]
    public void Read_BrokenOrUnknown_LeavesThePictureAsItIs(string latin1) =>
        Assert.Equal(default, ExifOrientation.Read(System.Text.Encoding.Latin1.GetBytes(latin1)));
}
