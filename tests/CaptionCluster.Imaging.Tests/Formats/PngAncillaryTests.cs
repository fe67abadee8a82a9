using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

/// <summary>What is wrong with an ancillary chunk costs that chunk. What is wrong with a critical one costs the picture.</summary>
public sealed class PngAncillaryTests
{
    private static readonly byte[] s_picture = Manifest.Bytes("good/png_rgb.png");
    private static readonly byte[] s_palette = Manifest.Bytes("good/png_palette_transparent.png");

    public static TheoryData<string> Types =>
        [
            "gAMA",
            "cHRM",
            "sRGB",
            "iCCP",
            "sBIT",
            "bKGD",
            "hIST",
            "pHYs",
            "sPLT",
            "tIME",
            "tEXt",
            "zTXt",
            "iTXt",
            "eXIf",
            "cICP",
            "mDCV",
            "cLLI",
            "acTL",
            "fcTL",
            "fdAT",
            "abCd",
            "aBCD",
            "a bc",
            "t\0xt",
            "\u00e1bcd",
            "1234",
            "\u00ff\u00ff\u00ff\u00ff",
        ];

    [Theory, MemberData(nameof(Types))]
    public void Read_ChunkOfAnyContentAnywhere_GivesThePicture(string type)
    {
        byte[][] contents =
        [
            [],
            [0],
            [0, 0, 0],
            [255, 255, 255, 255],
            new byte[26],
            [.. Enumerable.Repeat((byte)255, 40)],
            [.. Enumerable.Range(0, 256).Select(each => (byte)each)],
        ];
        foreach (var image in new[] { s_picture, s_palette })
        {
            var expected = Read(image);
            foreach (var content in contents)
            {
                foreach (bool isRight in new[] { true, false })
                {
                    byte[] chunk = PngBytes.Chunk(type, content);
                    if (!isRight)
                    {
                        chunk[^1] ^= 1;
                    }

                    foreach (int place in PngBytes.Places(image))
                    {
                        Assert.Equal(expected, Read([.. image[..place], .. chunk, .. chunk, .. image[place..]]));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("tEXt", 20)]
    [InlineData("eXIf", int.MaxValue)]
    [InlineData("abcd", -1)]
    public void Read_ChunkBehindThePixelsThatClaimsTooMuch_GivesThePicture(string type, int length)
    {
        byte[] chunk = PngBytes.Chunk(type, [1, 2, 3]);
        BitConverter.TryWriteBytes(chunk, System.Net.IPAddress.HostToNetworkOrder(length));

        Assert.Equal(Read(s_picture), Read([.. s_picture[..^12], .. chunk, .. s_picture[^12..]]));
    }

    [Fact]
    public void Read_ChunkBehindThePixelsThatClaimsTooMuchInACutFile_IsBroken()
    {
        byte[] chunk = PngBytes.Chunk("tEXt", [1, 2, 3]);
        chunk[3] = 20;
        AssertBroken("before its IEND", [.. s_picture[..^12], .. chunk, .. s_picture[^12..^1]]);
    }

    [Theory]
    [InlineData("IDAT")]
    [InlineData("ABCD")]
    public void Read_CriticalChunkThatClaimsTooMuch_IsBroken(string type)
    {
        byte[] chunk = PngBytes.Chunk(type, [1, 2, 3]);
        chunk[3] = 20;
        AssertBroken("before its IEND", [.. s_picture[..^12], .. chunk, .. s_picture[^12..]]);
    }

    /// <summary>One chunk type a test that must stay strict; IEND's lies at the end.</summary>
    [Theory]
    [InlineData("IHDR")]
    [InlineData("PLTE")]
    [InlineData("IDAT")]
    [InlineData("IEND")]
    public void Read_CriticalChunkWithAWrongCheckSum_IsBroken(string type)
    {
        byte[] image = [.. Manifest.Bytes("good/png_palette.png")];
        int at = image.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(type));
        image[at + 4 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(at - 4))] ^= 1;

        AssertBroken("check sum", image);
    }

    [Fact]
    public void Read_TransparencyWithAWrongCheckSum_IsOpaque()
    {
        var chunks = PngBytes.Chunks(s_palette);
        byte[] damaged = [.. s_palette];
        int at = damaged.AsSpan().IndexOf("tRNS"u8);
        damaged[at + 4] ^= 1;

        Assert.Equal(Read(PngBytes.Build(chunks.Where(chunk => chunk.Type != "tRNS"))), Read(damaged));
        Assert.NotEqual(Read(s_palette), Read(damaged));
    }

    [Fact]
    public void Read_ChunkWithoutANameBesideTransparency_KeepsTheTransparency()
    {
        var chunks = PngBytes.Chunks(s_palette);
        chunks.Insert(1, ("a\0bc", [1]));

        Assert.Equal(Read(s_palette), Read(PngBytes.Build(chunks)));
    }

    /// <summary>An animation's first frame is in the IDAT chunks; what is wrong with the others costs them.</summary>
    [Theory]
    [InlineData("fcTL")]
    [InlineData("fdAT")]
    public void Read_AnimationWhoseSecondFrameIsBroken_GivesTheFirst(string type)
    {
        var chunks = PngBytes.Chunks(s_picture);
        chunks.Insert(1, ("acTL", [0, 0, 0, 2, 0, 0, 0, 0]));
        chunks.Insert(2, ("fcTL", Control(0)));
        chunks.InsertRange(chunks.Count - 1, [("fcTL", Control(1)), ("fdAT", [0, 0, 0, 2, 1, 2, 3])]);
        var image = PngBytes.Build(chunks);
        Assert.Equal(Read(s_picture), Read(image));

        int at = image.AsSpan().LastIndexOf(System.Text.Encoding.ASCII.GetBytes(type));
        image[at + 6] ^= 0xFF;
        Assert.Equal(Read(s_picture), Read(image));
    }

    public static byte[] Control(byte sequence) => [0, 0, 0, sequence, 0, 0, 0, 96, 0, 0, 0, 64, .. new byte[14]];

    private static byte[] Read(byte[] image) => Pictures.Reader().Read(image, 96, 64);

    private static void AssertBroken(string says, byte[] image) =>
        Assert.Contains(says, Refusal.Of(image).Message, StringComparison.Ordinal);
}
