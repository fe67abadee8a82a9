using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families;

/// <summary>An image encoder, a decoder and, where the folder has one, a judge, each behind its queue.</summary>
/// <param name="owned">What is disposed with it, after the stages.</param>
internal sealed class CaptioningModel(
    ModelDescription description,
    Encoder encoder,
    IDecoder decoder,
    ISentenceJudge? judge,
    CaptionWriter writer,
    params IDisposable[] owned
) : ILoadedModel
{
    public ModelDescription Description { get; } = description with { Calibration = writer.Calibration };

    public double QueuedSeconds => encoder.Queue.QueuedSeconds + decoder.QueuedSeconds;

    public Task<EncodedImage> EncodeAsync(ImagePixels pixels, CancellationToken cancellationToken) =>
        encoder.EncodeAsync(new EncodeEntry(pixels, cancellationToken));

    public async Task<Caption> CaptionAsync(
        ImagePixels pixels, DecodingOptions decoding, CancellationToken cancellationToken, IWordsListener? words = null)
    {
        var image = await encoder.EncodeAsync(new EncodeEntry(pixels, cancellationToken, handsOver: true)).ConfigureAwait(false);
        return await DecodeAsync(image, decoding, cancellationToken, words).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
    }

    public async Task<Caption> DecodeAsync(
        EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken, IWordsListener? words = null)
    {
        var entry = new DecodeEntry(image, decoding, judge is null ? null : Judge, cancellationToken)
        {
            Words = words is null ? null : new RowWords(words, writer),
        };
        var decoded = await decoder.DecodeAsync(entry).ConfigureAwait(false);
        // With a judge this is the device's thread still, which has other things to do.
        var adequacies = await decoded.Adequacies.ConfigureAwait(
            judge is null ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ForceYielding
        );
        // Only now, and only when nobody left early, is it certain that no stage reads the tensors any more.
        encoder.Recycle(image);
        return writer.Write(image, decoded, adequacies, decoding.Rerank);

        // The best sentence's adequacy; with reranking everyone's.
        Task<double[]> Judge(IReadOnlyList<Sentence> sentences) =>
            judge.JudgeAsync(image, decoding.Rerank ? [.. sentences] : [sentences[0]], cancellationToken);
    }

    public void Dispose()
    {
        encoder.Dispose();
        decoder.Dispose();
        judge?.Dispose();
        foreach (var one in owned) one.Dispose();
    }
}
