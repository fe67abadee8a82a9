using CaptionCluster.Inference.Families;

namespace CaptionCluster.Inference.Calibration;

/// <summary>A model of any family whose captions come with a calibrated verdict.</summary>
internal sealed class CalibratedModel(ILoadedModel model, QualityCalibration calibration) : ILoadedModel
{
    public ModelDescription Description { get; } = model.Description with { Calibration = calibration.Description };

    public double QueuedSeconds => model.QueuedSeconds;

    public Task<EncodedImage> EncodeAsync(ImageDigest digest, ImagePixels pixels, CancellationToken cancellationToken) =>
        model.EncodeAsync(digest, pixels, cancellationToken);

    public async Task<Caption> CaptionAsync(ImageDigest digest, ImagePixels pixels, DecodingOptions decoding, CancellationToken cancellationToken) =>
        Judged(await model.CaptionAsync(digest, pixels, decoding, cancellationToken).ConfigureAwait(false));

    public async Task<Caption> DecodeAsync(ImageDigest digest, EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken) =>
        Judged(await model.DecodeAsync(digest, image, decoding, cancellationToken).ConfigureAwait(false));

    public void Dispose() => model.Dispose();

    private Caption Judged(Caption caption) => caption with { Quality = calibration.QualityOf(caption) };
}
