using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>Encoder, decoder and discriminator, each behind its queue.</summary>
internal sealed class ShowAttendTellModel : ILoadedModel
{
    private readonly Graphs _graphs;
    private readonly Encoder _encoder;
    private readonly Decoder _decoder;
    private readonly BatchStage<AdequacyEntry>? _discriminator;
    private readonly ITokenDecoder _tokenizer;
    private readonly SpecialTokens _tokens;
    private readonly double _rerankWeight;

    public ShowAttendTellModel(
        ModelDescription description, Config config, SpecialTokens tokens, Graphs graphs, ImageProcessor processor, ITokenDecoder tokenizer, LoadContext context)
    {
        (Description, _graphs, _tokenizer, _tokens, _rerankWeight) = (description, graphs, tokenizer, tokens, context.Options.RerankWeight);
        var (options, time, threads) = (context.Options, context.Time, context.Sessions.Threads);
        // Encoding a picture takes about two thirds of its processor time, its sentence most of the rest.
        var (encoders, decoders, judges) = (context.Workers(options.Encoder, 1), context.Workers(options.Decoder, 3), context.Workers(options.Discriminator, 8));
        _encoder = new Encoder(
            graphs.Encoder, TensorNames.EncoderHiddenStates, processor, options.Encoder, encoders, threads, time, context.Metrics.Stage("encoder", description.Id.Name));
        _decoder = new Decoder(graphs.Decoder, tokens, options.Decoder, decoders, threads, time, context.Metrics.Stage("decoder", description.Id.Name));
        if (graphs.Discriminator is { } judge)
        {
            var judgeConfig = config.Discriminator ?? throw new ModelFolderException("config.json says nothing of the discriminator whose graph is there.");
            _discriminator = new(
                threads, WorkUrgency.Finish, options.Discriminator, time, context.Metrics.Stage("discriminator", description.Id.Name),
                [.. Enumerable.Range(0, judges).Select(_ => new Discriminator(judge, judgeConfig, options.Discriminator.MaxBatchSize))]);
        }
    }

    public ModelDescription Description { get; }

    public double QueuedSeconds => _encoder.Queue.QueuedSeconds + _decoder.Queue.QueuedSeconds;

    public Task<EncodedImage> EncodeAsync(ImageDigest digest, ImagePixels pixels, CancellationToken cancellationToken) =>
        _encoder.EncodeAsync(new EncodeEntry(pixels, cancellationToken));

    public async Task<Caption> CaptionAsync(ImageDigest digest, ImagePixels pixels, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        var image = await _encoder.EncodeAsync(new EncodeEntry(pixels, cancellationToken, handsOver: true)).ConfigureAwait(false);
        return await DecodeAsync(digest, image, decoding, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
    }

    public async Task<Caption> DecodeAsync(ImageDigest digest, EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        var entry = new DecodeEntry(image, decoding, _discriminator is null ? null : Judge, cancellationToken);
        _decoder.Queue.Enqueue(entry);
        var decoded = await entry.Answer.ConfigureAwait(false);
        var verdicts = await decoded.Adequacies.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var judged = Judged(decoded.Sentences, verdicts, decoding.Rerank);
        // Only now, and only when nobody left early, is it certain that no stage reads the tensors any more.
        _encoder.Recycle(image);
        return CaptionOf(image, decoded, judged);

        Task<double[]> Judge(IReadOnlyList<Sentence> sentences) => JudgeAsync(_discriminator, image, sentences, decoding.Rerank, cancellationToken);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        _discriminator?.Dispose();
        _graphs.Dispose();
    }

    /// <summary>The best sentence's adequacy; with reranking everyone's.</summary>
    private Task<double[]> JudgeAsync(
        BatchStage<AdequacyEntry> discriminator, EncodedImage image, IReadOnlyList<Sentence> sentences, bool rerank, CancellationToken cancellationToken)
    {
        var hidden = image.Tensors.First(tensor => tensor.Name == TensorNames.EncoderHiddenStates).Values;
        var verdicts = new Task<double>[rerank ? sentences.Count : 1];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var entry = new AdequacyEntry(hidden, WithoutEos(sentences[i].Ids), cancellationToken);
            discriminator.Queue.Enqueue(entry);
            verdicts[i] = entry.Answer;
        }

        return Task.WhenAll(verdicts);
    }

    private JudgedSentence[] Judged(IReadOnlyList<Sentence> sentences, double[] adequacies, bool rerank)
    {
        var judged = sentences.Select((sentence, i) => new JudgedSentence(sentence, i < adequacies.Length ? adequacies[i] : null));
        return [.. rerank ? judged.OrderByDescending(sentence => sentence.Rank(_rerankWeight)) : judged];
    }

    private Caption CaptionOf(EncodedImage image, DecodedImage decoded, JudgedSentence[] judged)
    {
        var (best, timing) = (judged[0], image.Timing);
        return new Caption
        {
            Text = Text(best.Sentence),
            Score = best.Sentence.Score,
            Tokens = [.. best.Sentence.Ids.Select((id, i) => new CaptionToken(id, _tokenizer.Token(id), best.Sentence.LogProbabilities[i], best.Sentence.Attention[i]))],
            Adequacy = best.Adequacy,
            Alternatives = [.. judged.Skip(1).Select(other => new CaptionAlternative(Text(other.Sentence), other.Sentence.Score, other.Adequacy))],
            Image = image.Source,
            Timing = timing with
            {
                QueueSeconds = timing.QueueSeconds + decoded.QueueDuration.TotalSeconds,
                DecodeSeconds = decoded.Duration.TotalSeconds,
                DecodeBatch = decoded.Batch,
            },
        };
    }

    private string Text(Sentence sentence) => _tokenizer.Decode(WithoutEos(sentence.Ids));

    private int[] WithoutEos(int[] ids) => _tokens.IsEos(ids[^1]) ? ids[..^1] : ids;
}
