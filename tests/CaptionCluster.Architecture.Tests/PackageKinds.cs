namespace CaptionCluster.Architecture.Tests;

/// <summary>What packages are for, by the beginnings of their names.</summary>
internal static class PackageKinds
{
    private static readonly string[] s_imageCodecs =
        ["SkiaSharp", "SixLabors.", "Magick.", "System.Drawing", "NetVips", "StbImage", "FreeImage", "BitMiracle.", "PhotoSauce."];

    private static readonly string[] s_clusterRuntimes =
    [
        "Microsoft.Orleans.Server", "Microsoft.Orleans.Client", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Clustering.",
        "Microsoft.Orleans.Persistence.", "Microsoft.Orleans.Reminders", "Microsoft.Orleans.TestingHost",
    ];

    private static readonly string[] s_http = ["Microsoft.AspNetCore.", "System.Net.Http", "Microsoft.Extensions.Http", "Grpc.", "Scalar."];

    public static bool IsImageCodec(string package) => Matches(s_imageCodecs, package);

    public static bool IsClusterRuntime(string package) => Matches(s_clusterRuntimes, package);

    public static bool IsHttp(string package) => Matches(s_http, package);

    private static bool Matches(string[] beginnings, string package) =>
        Array.Exists(beginnings, beginning => package.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
