using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Tests.Models;

internal static class TestModels
{
    public static Task<ILoadedModel> LoadAsync(
        string folder,
        string variant = "float32",
        ExecutionProvider provider = ExecutionProvider.Cpu,
        Action<InferenceOptions>? configure = null
    )
    {
        var options = new InferenceOptions { Variant = variant };
        options.Device.Provider = provider;
        configure?.Invoke(options);
        var sessions = new SessionFactory(options.Device, TimeProvider.System, NullLogger<SessionFactory>.Instance);
        return new ModelLoader(Options.Create(options), sessions, new InferenceMetrics(), TimeProvider.System).LoadAsync(
            folder,
            CancellationToken.None
        );
    }

    public static Task<Caption> CaptionAsync(
        this ICaptionModel model,
        ImagePixels pixels,
        DecodingOptions? decoding = null,
        CancellationToken cancellationToken = default
    ) => model.CaptionAsync(pixels, decoding ?? model.Description.Decoding, cancellationToken);
}
