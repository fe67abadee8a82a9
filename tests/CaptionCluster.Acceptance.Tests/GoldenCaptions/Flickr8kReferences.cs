using System.Text.Json;

namespace CaptionCluster.Acceptance.Tests.GoldenCaptions;

/// <summary>What people said of the 200 photos, by file name.</summary>
internal static class Flickr8kReferences
{
    public static Dictionary<string, string[]> Read() => JsonSerializer.Deserialize<Dictionary<string, string[]>>(
        File.ReadAllText(Path.Combine(Fixtures.Shared, "photos", "flickr8k", "captions.json")))!;
}
