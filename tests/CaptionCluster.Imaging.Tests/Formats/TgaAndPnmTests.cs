using System.Text;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class TgaAndPnmTests
{
    private static readonly byte[] s_rle = FormatManifest.Format("rgb-rle-1.tga");

    [Fact]
    public void Read_TgaRunLengthsCutAnywhere_IsBroken()
    {
        for (int kept = 18; kept < s_rle.Length - 26; kept += 7)
        {
            Assert.Equal(
                ("The TGA ends inside its rows.", ImageRejection.Broken),
                (Refusal.Of(s_rle[..kept]).Message, Refusal.Of(s_rle[..kept]).Reason)
            );
        }
    }

    [Fact]
    public void Identify_TgaOf65535Square_IsTooLarge()
    {
        byte[] huge = [.. s_rle];
        huge.AsSpan(12, 4).Fill(0xFF);

        Assert.Equal(ImageRejection.TooLarge, Refusal.Of(huge).Reason);
    }

    [Fact]
    public void Read_TgaWhoseExtensionSaysOpaque_HasNoAlpha()
    {
        byte[] head = [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 32, 0x28];
        byte[] pixel = [10, 20, 30, 0];
        byte[] extension = new byte[495];
        byte[] footer = [22, 0, 0, 0, 0, 0, 0, 0, .. "TRUEVISION-XFILE.\0"u8];

        Assert.Equal([255, 255, 255], Pictures.Reader().Read([.. head, .. pixel], 1, 1));
        Assert.Equal([30, 20, 10], Pictures.Reader().Read([.. head, .. pixel, .. extension, .. footer], 1, 1));
    }

    [Theory]
    [InlineData("P2 2 1 255\n1", "ends inside its rows")]
    [InlineData("P2 2 1 9\n1 10 ", "above its highest")]
    [InlineData("P2 2 1 70000\n1 1", "1 to 65,535")]
    [InlineData("P2 2 1 0\n0 0", "1 to 65,535")]
    [InlineData("P1 2 1\n0 2 ", "neither 0 nor 1")]
    [InlineData("P3 2 x 255\n", "no digit")]
    [InlineData("P5 2 2 255\nabc", "ends inside its rows")]
    [InlineData("P5 2", "ends inside its header")]
    [InlineData("P5 0 2 255\nabc", "a side is zero")]
    [InlineData("P5 99999999999 2 255\n", "above 2,147,483,647")]
    public void Read_BrokenPnm_SaysWhy(string image, string says)
    {
        var refusal = Refusal.Of(Encoding.Latin1.GetBytes(image));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ImageRejection.Broken, refusal.Reason);
    }

    [Fact]
    public void Identify_PnmOfGigapixels_IsTooLarge() =>
        Assert.Equal(ImageRejection.TooLarge, Refusal.Of("P6 60000 60000 255\n"u8.ToArray()).Reason);
}
