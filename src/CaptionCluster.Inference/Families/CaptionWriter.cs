using CaptionCluster.Inference.Calibration;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Families;

/// <summary>Makes captions of sentences in tokens.</summary>
/// <param name="calibration">Tells how good they are; null where the folder has none.</param>
internal sealed class CaptionWriter(ITokenDecoder tokenizer, SpecialTokens tokens, QualityCalibration? calibration, double rerankWeight)
{
    public ModelCalibration? Calibration => calibration?.Description;

    /// <param name="adequacies">Of the first sentences or of all; none without a judge.</param>
    public Caption Write(EncodedImage image, DecodedImage decoded, double[] adequacies, bool rerank)
    {
        var judged = Judged(decoded.Sentences, adequacies, rerank);
        var (best, timing) = (judged[0], image.Timing);
        var caption = new Caption
        {
            Text = Text(best.Sentence),
            Score = best.Sentence.Score,
            Tokens =
            [
                .. best.Sentence.Ids.Select(
                    (id, i) => new CaptionToken(id, tokenizer.Token(id), best.Sentence.LogProbabilities[i], best.Sentence.Attention[i])
                ),
            ],
            Adequacy = best.Adequacy,
            Alternatives =
            [
                .. judged.Skip(1).Select(other => new CaptionAlternative(Text(other.Sentence), other.Sentence.Score, other.Adequacy)),
            ],
            Image = image.Source,
            Timing = timing with
            {
                QueueSeconds = timing.QueueSeconds + decoded.QueueDuration.TotalSeconds,
                DecodeSeconds = decoded.Duration.TotalSeconds,
                DecodeBatch = decoded.Batch,
            },
        };
        return calibration is null ? caption : caption with { Quality = calibration.QualityOf(caption) };
    }

    /// <summary>The text of a sentence that may go on: what further tokens can change is held back.</summary>
    /// <param name="isWhole">It does not go on.</param>
    public string Words(ReadOnlySpan<int> ids, bool isWhole) =>
        isWhole || tokens.IsEos(ids[^1]) ? tokenizer.Decode(tokens.WithoutEos(ids)) : tokenizer.DecodeOpen(ids);

    private JudgedSentence[] Judged(IReadOnlyList<Sentence> sentences, double[] adequacies, bool rerank)
    {
        var judged = sentences.Select((sentence, i) => new JudgedSentence(sentence, i < adequacies.Length ? adequacies[i] : null));
        return [.. rerank ? judged.OrderByDescending(sentence => sentence.Rank(rerankWeight)) : judged];
    }

    private string Text(Sentence sentence) => tokenizer.Decode(tokens.WithoutEos(sentence.Ids));
}
