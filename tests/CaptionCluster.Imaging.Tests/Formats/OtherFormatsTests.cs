using System.Text;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class OtherFormatsTests
{
    [Theory]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\u0018ftypheix\0\0\0\0mif1heix", "HEIC")]
    [InlineData("\0\0\0\u001Cftypavif\0\0\0\0avifmif1miaf", "AVIF")]
    [InlineData("\0\0\0\u001Cftypmif1\0\0\0\0mif1avifmiaf", "AVIF")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "raw file")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0isomiso2", "video")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg/>", "SVG")]
    [InlineData("\u00EF\u00BB\u00BF  <!DOCTYPE svg><svg/>", "SVG")]
    [InlineData("\0\0\u0001\0\u0001\0\u0010\u0010", "ICO")]
    [InlineData("\0\0\u0002\0\u0001\0\u0010\u0010", "CUR")]
    [InlineData("\u00FF\n\u00FA\u007F", "JPEG XL")]
    [InlineData("\0\0\0\u000CJXL \r\n\u0087\n", "JPEG XL")]
    [InlineData("\0\0\0\u000CjP  \r\n\u0087\n", "JPEG 2000")]
    [InlineData("8BPS\0\u0001\0\0", "PSD")]
    [InlineData("IIU\0\b\0\0\0", "raw file")]
    [InlineData("IIRO\b\0\0\0", "raw file")]
    [InlineData("FUJIFILMCCD-RAW 0201", "raw file")]
    [InlineData("%PDF-1.7\n", "PDF")]
    [InlineData("P7\nWIDTH 4\n", "PAM")]
    public void Read_KnownFormatThatIsNotAccepted_IsNamedWithWhatToDo(string bytes, string name)
    {
        var refusal = Refusal.Of(Encoding.Latin1.GetBytes(bytes));

        Assert.Equal((ImageRejection.UnsupportedFormat, "unsupported-format"), (refusal.Reason, refusal.Code));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("(convert|send|render|export|develop)", refusal.Message);
    }

    [Theory]
    [InlineData("bad/drawing.svg", "SVG")]
    [InlineData("bad/picture.ico", "ICO")]
    [InlineData("bad/picture.heic", "HEIC")]
    [InlineData("bad/document.pdf", "PDF")]
    public void Read_FileOfTheSet_IsNamed(string file, string name) =>
        Assert.Contains(name, Refusal.Of(Manifest.Bytes(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_UnknownBytes_NamesWhatIsAccepted() =>
        Assert.Equal(
            "The bytes are no picture of an accepted format: JPEG, PNG, WebP, GIF, BMP, TIFF, TGA or PNM.",
            Refusal.Of(Manifest.Bytes("bad/random.bin")).Message
        );

    [Fact]
    public void Read_Noise_IsHardlyEverTakenForATga()
    {
        var random = new Random(5);
        var noise = new byte[64];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(noise);
            Assert.Equal(ImageRejection.UnsupportedFormat, Refusal.Of(noise).Reason);
        }
    }
}
