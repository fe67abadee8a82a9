using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptionCluster.Imaging.Tests.Support;

public sealed record FormatCase(string File, string Right, int MaxDiff);

public sealed record ReportCase(string File, int Status, [property: JsonPropertyName("equals_png")] string? EqualsPng, string Note);

/// <summary>BMP, TIFF, TGA and PNM in all their kinds, and files that people really sent, each with its right pixels.</summary>
internal static class FormatManifest
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNameCaseInsensitive = true };

    public static FormatCase[] Formats { get; } = Load<FormatCase>("formats");

    public static ReportCase[] Reports { get; } = Load<ReportCase>("reports");

    public static byte[] Format(string file) => File.ReadAllBytes(Fixtures.Local("formats", file));

    public static byte[] Report(string file) => File.ReadAllBytes(Fixtures.Local("reports", file));

    private static T[] Load<T>(string folder) =>
        JsonSerializer.Deserialize<T[]>(File.ReadAllBytes(Fixtures.Local(folder, "manifest.json")), s_options)!;
}
