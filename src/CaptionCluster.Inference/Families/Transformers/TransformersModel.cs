using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>An image encoder and a decoder with past key values, each behind its queue.</summary>
/// <param name="owned">What is disposed with it, after the stages.</param>
internal sealed class TransformersModel(
    ModelDescription description, Encoder encoder, CohortDecoder decoder, SpecialTokens tokens, ITokenDecoder tokenizer, params IDisposable[] owned) : ILoadedModel
{
    public ModelDescription Description { get; } = description;

    public double QueuedSeconds => encoder.Queue.QueuedSeconds + decoder.Queue.QueuedSeconds;

    public Task<EncodedImage> EncodeAsync(ImageDigest digest, ImagePixels pixels, CancellationToken cancellationToken) =>
        encoder.EncodeAsync(new EncodeEntry(pixels, cancellationToken));

    public async Task<Caption> CaptionAsync(ImageDigest digest, ImagePixels pixels, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        var image = await encoder.EncodeAsync(new EncodeEntry(pixels, cancellationToken, handsOver: true)).ConfigureAwait(false);
        return await DecodeAsync(digest, image, decoding, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
    }

    public async Task<Caption> DecodeAsync(ImageDigest digest, EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        var decoded = await decoder.DecodeAsync(new DecodeEntry(image, decoding, judge: null, cancellationToken)).ConfigureAwait(false);
        // Only now, and only when nobody left early, is it certain that no stage reads the tensors any more.
        encoder.Recycle(image);
        return CaptionOf(image, decoded);
    }

    public void Dispose()
    {
        encoder.Dispose();
        decoder.Dispose();
        foreach (var one in owned) one.Dispose();
    }

    private Caption CaptionOf(EncodedImage image, DecodedImage decoded)
    {
        var (best, timing) = (decoded.Sentences[0], image.Timing);
        return new Caption
        {
            Text = Text(best),
            Score = best.Score,
            Tokens = [.. best.Ids.Select((id, i) => new CaptionToken(id, tokenizer.Token(id), best.LogProbabilities[i], best.Attention[i]))],
            Alternatives = [.. decoded.Sentences.Skip(1).Select(other => new CaptionAlternative(Text(other), other.Score, null))],
            Image = image.Source,
            Timing = timing with
            {
                QueueSeconds = timing.QueueSeconds + decoded.QueueDuration.TotalSeconds,
                DecodeSeconds = decoded.Duration.TotalSeconds,
                DecodeBatch = decoded.Batch,
            },
        };
    }

    private string Text(Sentence sentence) => tokenizer.Decode(tokens.IsEos(sentence.Ids[^1]) ? sentence.Ids.AsSpan(..^1) : sentence.Ids);
}
