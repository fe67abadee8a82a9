using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Families.Florence2;
using CaptionCluster.Inference.Families.ShowAttendTell;
using CaptionCluster.Inference.Families.VisionEncoderDecoder;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Models;

/// <summary>A folder to a warm model.</summary>
internal sealed partial class ModelLoader(
    IOptions<InferenceOptions> options,
    SessionFactory sessions,
    InferenceMetrics metrics,
    TimeProvider time,
    ILogger<ModelLoader>? logger = null
)
{
    private static readonly IModelFamily[] s_families =
    [
        new ShowAttendTellFamily(),
        new VisionEncoderDecoderFamily(),
        new Florence2Family(),
    ];

    private readonly ILogger _logger = logger ?? NullLogger<ModelLoader>.Instance;

    /// <exception cref="ModelFolderException">The folder can't be served; the message says why.</exception>
    public async Task<ILoadedModel> LoadAsync(string path, CancellationToken cancellationToken) =>
        (await LoadAsync(path, null, cancellationToken).ConfigureAwait(false))!;

    /// <param name="known">The revision that is loaded already.</param>
    /// <returns>Null when the folder is still at that revision.</returns>
    /// <exception cref="ModelFolderException">The folder can't be served; the message says why.</exception>
    public async Task<ILoadedModel?> LoadAsync(string path, string? known, CancellationToken cancellationToken)
    {
        var folder = new ModelFolder(path);
        var family = Array.Find(s_families, family => family.ModelType == folder.ModelType)
            ?? throw new ModelFolderException(
                $"{folder.Path} is a '{folder.ModelType}'; known are {string.Join(", ", s_families.Select(family => family.ModelType))}."
            );
        var variant = Variant.Choose(
            folder,
            family.EncoderGraph,
            options.Value.Variant,
            options.Value.Device.Provider,
            family.AutoTakesInt8 && Int8Support.IsSafe
        );
        var revision = await Task.Run(() => ModelRevision.Of(path), cancellationToken).ConfigureAwait(false);
        if (revision == known) return null;
        ILoadedModel? model = null;
        try
        {
            model = await Task.Run(
                    () => family.Load(folder, new LoadContext(revision, variant, sessions, options.Value, metrics, time)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var note in folder.Notes)
            {
                LogNote(folder.Name, note);
            }

            await WarmUpAsync(model, cancellationToken).ConfigureAwait(false);
            return model;
        }
        catch (Exception error)
        {
            model?.Dispose();
            if (error is ModelFolderException or DeviceNotAvailableException or OperationCanceledException) throw;
            // Whatever else a stranger's folder brings about is a reason to refuse it.
            throw new ModelFolderException($"{folder.Path} can't be served: {error.Message}", error);
        }
    }

    /// <summary>
    /// One picture through every stage: the first run of a graph is slow, and a graph that can't run, or gives no numbers, should not be
    /// served. It has every grey level and hard edges, so that what overflows does so here.
    /// </summary>
    private static async Task WarmUpAsync(ILoadedModel model, CancellationToken cancellationToken)
    {
        var (width, height) = (model.Description.Processing.Width, model.Description.Processing.Height);
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)((i * 167) + (i >> 8));
        var pixels = new ImagePixels(new ImageInfo(width, height, ImageFormat.Png), width, height, rgb);
        var image = await model.EncodeAsync(pixels, cancellationToken).ConfigureAwait(false);
        await model.DecodeAsync(image, model.Description.Decoding, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Warning, "Model '{Name}': {Note}")]
    private partial void LogNote(string name, string note);
}
