using CaptionCluster.Imaging;
using CaptionCluster.Inference;
using CaptionCluster.Inference.Checking;

namespace CaptionCluster.Client.Models;

/// <summary><c>model check FOLDER</c>: says whether a folder can be served, and what is wrong when it can't.</summary>
internal static class ModelCheckCommand
{
    public const string Usage = "model check FOLDER [--photo FILE] [--variant auto|float32|int8|…]";

    public static bool IsAsked(string[] args) => args is ["model", ..];

    /// <returns>0 when it can be served, 1 when not, 2 for arguments that make no sense.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is not ["model", "check", var folder, .. var rest] || Options(rest) is not { } given)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var options = new InferenceOptions { Variant = given.GetValueOrDefault("--variant", "auto") };
        var checker = new ModelChecker(
            options,
            processing => Photo(given.GetValueOrDefault("--photo"), processing),
            TimeProvider.System,
            output
        );
        return await checker.CheckAsync(folder, CancellationToken.None) ? 0 : 1;
    }

    private static Dictionary<string, string>? Options(string[] rest)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < rest.Length; i += 2)
        {
            if (rest[i] is not ("--photo" or "--variant") || i + 1 == rest.Length || !given.TryAdd(rest[i], rest[i + 1])) return null;
        }

        return given;
    }

    /// <summary>Without a photo, a grey picture: the sentence means nothing then, the times do.</summary>
    private static ImagePixels Photo(string? file, ImageProcessing processing)
    {
        var rgb = new byte[processing.Width * processing.Height * 3];
        Array.Fill(rgb, (byte)128);
        var info = new ImageInfo(processing.Width, processing.Height, ImageFormat.Png);
        if (file is not null)
        {
            info = new ImageReader(Microsoft.Extensions.Options.Options.Create(new ImagingOptions())).Read(
                File.ReadAllBytes(file),
                processing,
                rgb
            );
        }

        return new ImagePixels(info, processing.Width, processing.Height, rgb);
    }
}
