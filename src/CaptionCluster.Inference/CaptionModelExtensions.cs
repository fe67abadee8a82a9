namespace CaptionCluster.Inference;

public static class CaptionModelExtensions
{
    /// <summary>Decodes a picture as soon as it is encoded; the thread that encoded it may begin at once.</summary>
    /// <exception cref="OverloadedException">A queue is full.</exception>
    public static async Task<Caption> DecodeAsync(
        this ICaptionModel model, ImageDigest digest, EncodingImage image, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        var encoded = await image.Encoded.ConfigureAwait(false);
        return await model.DecodeAsync(digest, encoded, decoding, cancellationToken).ConfigureAwait(false);
    }
}
