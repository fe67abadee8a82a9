using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>The discriminator behind its queue.</summary>
internal sealed class Judge : ISentenceJudge
{
    private readonly BatchStage<AdequacyEntry> _stage;
    private readonly SpecialTokens _tokens;

    public Judge(Graph graph, DiscriminatorConfig config, SpecialTokens tokens, string model, LoadContext context)
    {
        var options = context.Options.Discriminator;
        _tokens = tokens;
        _stage = new(
            context.Sessions.Threads, WorkUrgency.Finish, options, context.Time, context.Metrics.Stage("discriminator", model),
            [.. Enumerable.Range(0, context.Workers(options, 8)).Select(_ => new Discriminator(graph, config, options.MaxBatchSize))]);
    }

    public Task<double[]> JudgeAsync(EncodedImage image, ReadOnlySpan<Sentence> sentences, CancellationToken cancellationToken)
    {
        var hidden = image.Tensors.First(tensor => tensor.Name == TensorNames.EncoderHiddenStates).Values;
        var verdicts = new Task<double>[sentences.Length];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var entry = new AdequacyEntry(hidden, _tokens.WithoutEos(sentences[i].Ids).ToArray(), cancellationToken);
            _stage.Queue.Enqueue(entry);
            verdicts[i] = entry.Answer;
        }

        return Task.WhenAll(verdicts);
    }

    public void Dispose() => _stage.Dispose();
}
