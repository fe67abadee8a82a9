using System.Text.Json;

namespace CaptionCluster.Imaging.Tests.Support;

public sealed record DecodeCase(string File, string Golden, string Format, int Width, int Height, int MaxDiff, double MeanDiff);

public sealed record ResizeCase(string Source, string Filter, int Width, int Height, string Golden, int MaxDiff);

public sealed record BadCase(string File, int Status, string Why);

/// <summary>The conformance set's table of contents.</summary>
internal sealed record Manifest(DecodeCase[] Decode, ResizeCase[] Resize, BadCase[] Bad)
{
    public static Manifest Load() =>
        JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(PathOf("manifest.json")), JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException("The manifest is empty.");

    public static string PathOf(string file) => Fixtures.Local("imaging", file);

    public static byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));
}
