using System.IO.Hashing;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Resampling;

/// <summary>
/// Filters, ratios and skipped passes that the conformance set leaves out: the CRC-32 of the bytes that Pillow 9.4 gives.
/// </summary>
public sealed class PillowEqualityTests
{
    [Theory]
    [InlineData("tiny", ResampleFilter.Nearest, 224, 224, 0x565AB767)]
    [InlineData("tiny", ResampleFilter.Nearest, 32, 48, 0xDC3BB520)]
    [InlineData("tiny", ResampleFilter.Nearest, 100, 7, 0xE9B0BF40)]
    [InlineData("tiny", ResampleFilter.Hamming, 224, 224, 0x724D146B)]
    [InlineData("tiny", ResampleFilter.Hamming, 32, 48, 0x7510D666)]
    [InlineData("tiny", ResampleFilter.Hamming, 100, 7, 0x7F029711)]
    [InlineData("tiny", ResampleFilter.Box, 25, 17, 0xDEA3A6CC)]
    [InlineData("tiny", ResampleFilter.Box, 37, 11, 0xC68B2FA6)]
    [InlineData("tiny", ResampleFilter.Box, 13, 23, 0xA59B463C)]
    [InlineData("tiny", ResampleFilter.Box, 1, 1, 0x7E66DFE2)]
    [InlineData("tiny", ResampleFilter.Bicubic, 25, 17, 0x15FAB491)]
    [InlineData("tiny", ResampleFilter.Bicubic, 37, 11, 0xD3A85F17)]
    [InlineData("tiny", ResampleFilter.Bicubic, 13, 23, 0x0BB76BC0)]
    [InlineData("tiny", ResampleFilter.Bicubic, 1, 1, 0xC5F491B0)]
    [InlineData("tiny", ResampleFilter.Lanczos, 25, 17, 0x10A26A62)]
    [InlineData("tiny", ResampleFilter.Lanczos, 37, 11, 0xC15843E5)]
    [InlineData("tiny", ResampleFilter.Lanczos, 13, 23, 0xA33B16CA)]
    [InlineData("tiny", ResampleFilter.Lanczos, 1, 1, 0xC5F491B0)]
    [InlineData("tiny", ResampleFilter.Bilinear, 25, 17, 0x62578E3B)]
    [InlineData("tiny", ResampleFilter.Bilinear, 37, 11, 0x0C4144EB)]
    [InlineData("tiny", ResampleFilter.Bilinear, 13, 23, 0xACC2FC0A)]
    [InlineData("tiny", ResampleFilter.Bilinear, 1, 1, 0xB2F3A126)]
    [InlineData("wide", ResampleFilter.Nearest, 224, 224, 0xB7B438D8)]
    [InlineData("wide", ResampleFilter.Nearest, 32, 48, 0xD83A311E)]
    [InlineData("wide", ResampleFilter.Nearest, 100, 7, 0x12DA3191)]
    [InlineData("wide", ResampleFilter.Hamming, 224, 224, 0x6748095F)]
    [InlineData("wide", ResampleFilter.Hamming, 32, 48, 0xC1397479)]
    [InlineData("wide", ResampleFilter.Hamming, 100, 7, 0xC74957EA)]
    [InlineData("wide", ResampleFilter.Box, 25, 17, 0xD1F380A4)]
    [InlineData("wide", ResampleFilter.Box, 451, 11, 0x23B98FF4)]
    [InlineData("wide", ResampleFilter.Box, 13, 40, 0x3CC292F1)]
    [InlineData("wide", ResampleFilter.Box, 1, 1, 0xE79A959D)]
    [InlineData("wide", ResampleFilter.Bicubic, 25, 17, 0x68AC074F)]
    [InlineData("wide", ResampleFilter.Bicubic, 451, 11, 0x6EA70CA3)]
    [InlineData("wide", ResampleFilter.Bicubic, 13, 40, 0x1C8BD441)]
    [InlineData("wide", ResampleFilter.Bicubic, 1, 1, 0x2DE57425)]
    [InlineData("wide", ResampleFilter.Lanczos, 25, 17, 0x2A52EC3B)]
    [InlineData("wide", ResampleFilter.Lanczos, 451, 11, 0x04A7AA4B)]
    [InlineData("wide", ResampleFilter.Lanczos, 13, 40, 0xC79BED78)]
    [InlineData("wide", ResampleFilter.Lanczos, 1, 1, 0x34FE4564)]
    [InlineData("wide", ResampleFilter.Bilinear, 25, 17, 0xFD53B3F2)]
    [InlineData("wide", ResampleFilter.Bilinear, 451, 11, 0x7DE97316)]
    [InlineData("wide", ResampleFilter.Bilinear, 13, 40, 0x611789B9)]
    [InlineData("wide", ResampleFilter.Bilinear, 1, 1, 0x2DE57425)]
    [InlineData("chelsea", ResampleFilter.Nearest, 224, 224, 0xFADE1225)]
    [InlineData("chelsea", ResampleFilter.Nearest, 32, 48, 0x34786335)]
    [InlineData("chelsea", ResampleFilter.Nearest, 100, 7, 0xEB0F40B4)]
    [InlineData("chelsea", ResampleFilter.Hamming, 224, 224, 0x3A134989)]
    [InlineData("chelsea", ResampleFilter.Hamming, 32, 48, 0xD5F2BF72)]
    [InlineData("chelsea", ResampleFilter.Hamming, 100, 7, 0xC734B079)]
    [InlineData("chelsea", ResampleFilter.Box, 25, 17, 0xA6167CD8)]
    [InlineData("chelsea", ResampleFilter.Box, 451, 11, 0xB9EBEAEF)]
    [InlineData("chelsea", ResampleFilter.Box, 13, 300, 0x6DB68F86)]
    [InlineData("chelsea", ResampleFilter.Box, 1, 1, 0x12317A01)]
    [InlineData("chelsea", ResampleFilter.Bicubic, 25, 17, 0x61EDE6AF)]
    [InlineData("chelsea", ResampleFilter.Bicubic, 451, 11, 0x9F1DB11E)]
    [InlineData("chelsea", ResampleFilter.Bicubic, 13, 300, 0x2AFFF07C)]
    [InlineData("chelsea", ResampleFilter.Bicubic, 1, 1, 0x976C0C7F)]
    [InlineData("chelsea", ResampleFilter.Lanczos, 25, 17, 0xA1A8BB71)]
    [InlineData("chelsea", ResampleFilter.Lanczos, 451, 11, 0xA0CC30CB)]
    [InlineData("chelsea", ResampleFilter.Lanczos, 13, 300, 0x0362B1C2)]
    [InlineData("chelsea", ResampleFilter.Lanczos, 1, 1, 0x976C0C7F)]
    [InlineData("chelsea", ResampleFilter.Bilinear, 25, 17, 0x374A0ED7)]
    [InlineData("chelsea", ResampleFilter.Bilinear, 451, 11, 0x88C99F6A)]
    [InlineData("chelsea", ResampleFilter.Bilinear, 13, 300, 0xB4ABF911)]
    [InlineData("chelsea", ResampleFilter.Bilinear, 1, 1, 0x090899DC)]
    public void Read_AnyFilterAndSize_EqualsPillowExactly(string source, ResampleFilter filter, int width, int height, uint expected)
    {
        var rgb = Pictures.Reader().Read(Manifest.Bytes($"resize/{source}.png"), width, height, filter);

        Assert.Equal(expected, Crc32.HashToUInt32(rgb));
    }
}
