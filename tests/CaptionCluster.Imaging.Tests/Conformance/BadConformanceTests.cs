using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Conformance;

/// <summary>Every bad file of the conformance set: refused for the right reason, and before it costs anything.</summary>
public sealed class BadConformanceTests
{
    private const long MaxAllocated = 64 * 1024;

    private readonly ImageReader _reader = Pictures.Reader();

    public static TheoryData<string> Files => [.. Manifest.Load().Bad.Select(each => each.File)];

    [Theory, MemberData(nameof(Files))]
    public void Read_BadFile_IsRefusedWithItsReason(string file)
    {
        var image = Manifest.Bytes(file);
        var rgb = new byte[224 * 224 * 3];

        var refusal = Assert.Throws<ImageRejectedException>(() => _reader.Read(image, new(224, 224, ResampleFilter.Bilinear), rgb));

        Assert.Equal(Manifest.Load().Bad.Single(each => each.File == file).Status, Status(refusal.Reason));
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Files))]
    public void Read_BadFile_AllocatesNoPixels(string file)
    {
        var image = Manifest.Bytes(file);
        var rgb = new byte[224 * 224 * 3];
        void Refuse() => Assert.Throws<ImageRejectedException>(() => _reader.Read(image, new(224, 224, ResampleFilter.Bilinear), rgb));
        Refuse();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuse();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
    }

    private static int Status(ImageRejection reason) => reason switch
    {
        ImageRejection.Broken => 400,
        ImageRejection.TooLarge => 413,
        _ => 415,
    };
}
