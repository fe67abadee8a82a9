using CaptionCluster.Inference.Calibration;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Families.Florence2;
using CaptionCluster.Inference.Families.ShowAttendTell;
using CaptionCluster.Inference.Families.VisionEncoderDecoder;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Telemetry;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Models;

/// <summary>A folder to a warm model.</summary>
internal sealed class ModelLoader(IOptions<InferenceOptions> options, SessionFactory sessions, InferenceMetrics metrics, TimeProvider time)
{
    private static readonly IModelFamily[] Families = [new ShowAttendTellFamily(), new VisionEncoderDecoderFamily(), new Florence2Family()];

    /// <exception cref="ModelFolderException">The folder can't be served; the message says why.</exception>
    public async Task<ILoadedModel> LoadAsync(string path, CancellationToken cancellationToken) =>
        (await LoadAsync(path, null, cancellationToken).ConfigureAwait(false))!;

    /// <param name="known">The revision that is loaded already.</param>
    /// <returns>Null when the folder is still at that revision.</returns>
    /// <exception cref="ModelFolderException">The folder can't be served; the message says why.</exception>
    public async Task<ILoadedModel?> LoadAsync(string path, string? known, CancellationToken cancellationToken)
    {
        var folder = new ModelFolder(path);
        var family = Array.Find(Families, family => family.ModelType == folder.ModelType)
            ?? throw new ModelFolderException(
                $"{folder.Path} is a '{folder.ModelType}'; known are {string.Join(", ", Families.Select(family => family.ModelType))}.");
        var variant = Variant.Choose(folder, family.EncoderGraph, options.Value.Variant, options.Value.Device.Provider, family.AutoTakesInt8 && Int8Support.IsSafe);
        var revision = await Task.Run(() => ModelRevision.Of(path), cancellationToken).ConfigureAwait(false);
        if (revision == known) return null;
        ILoadedModel? model = null;
        try
        {
            model = await Task.Run(
                () => family.Load(folder, new LoadContext(revision, variant, sessions, options.Value, metrics, time)), cancellationToken).ConfigureAwait(false);
            if (QualityCalibration.From(folder, model.Description.HasAdequacy) is { } calibration) model = new CalibratedModel(model, calibration);
            await WarmUpAsync(model, cancellationToken).ConfigureAwait(false);
            return model;
        }
        catch (Exception failure)
        {
            model?.Dispose();
            if (failure is ModelFolderException or DeviceNotAvailableException or OperationCanceledException) throw;
            // Whatever else a stranger's folder brings about is a reason to refuse it.
            throw new ModelFolderException($"{folder.Path} can't be served: {failure.Message}", failure);
        }
    }

    /// <summary>One grey picture through every stage: the first run of a graph is slow, and a graph that can't run should not be served.</summary>
    private static async Task WarmUpAsync(ILoadedModel model, CancellationToken cancellationToken)
    {
        var (width, height) = (model.Description.Processing.Width, model.Description.Processing.Height);
        var rgb = new byte[width * height * 3];
        Array.Fill(rgb, (byte)128);
        var pixels = new ImagePixels(new ImageInfo(width, height, ImageFormat.Png), width, height, rgb);
        var image = await model.EncodeAsync(default, pixels, cancellationToken).ConfigureAwait(false);
        await model.DecodeAsync(default, image, model.Description.Decoding, cancellationToken).ConfigureAwait(false);
    }
}
