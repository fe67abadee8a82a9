using System.Text.Json;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Conformance;

/// <summary>Photographs as the models get them: 224 x 224, bilinear.</summary>
public sealed class PhotoTests
{
    private const int Side = 224;

    private readonly ImageReader _reader = Pictures.Reader();

    [Theory]
    [InlineData("astronaut.png")]
    [InlineData("chelsea.png")]
    [InlineData("coffee.png")]
    [InlineData("rocket.jpg")]
    public void Read_BundledPhoto_HasGoldenMean(string photo) => AssertGoldenMean("photos/free/" + photo, Fixtures.Local("photos", photo));

    [SharedFact]
    public void Read_SharedPhotosOfGoldenRows_HaveGoldenMeans()
    {
        foreach (string photo in GoldenMeans.Keys) AssertGoldenMean(photo, Path.Combine(Fixtures.Shared, photo));
    }

    [SharedFact]
    public void Read_EverySharedPhoto_GivesPixels()
    {
        foreach (string photo in Directory.EnumerateFiles(Path.Combine(Fixtures.Shared, "photos", "flickr8k"), "*.jpg"))
        {
            var rgb = _reader.Read(File.ReadAllBytes(photo), Side, Side);
            Assert.True(rgb.Max() - rgb.Min() > 32, $"{photo} came out nearly uniform");
        }
    }

    private static Dictionary<string, double> GoldenMeans { get; } =
        JsonDocument.Parse(File.ReadAllBytes(Fixtures.Local("golden.json"))).RootElement.GetProperty("rows").EnumerateArray()
            .ToDictionary(row => row.GetProperty("photo").GetString()!, row => row.GetProperty("pixelMean").GetDouble());

    private void AssertGoldenMean(string photo, string path)
    {
        var rgb = _reader.Read(File.ReadAllBytes(path), Side, Side);

        double mean = rgb.Average(value => (value - 127) / 128.0);
        Assert.Equal(GoldenMeans[photo], mean, 1e-3);
    }
}
