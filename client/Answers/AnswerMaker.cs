using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Answers;

/// <param name="Timing">Of this request; null leaves timing out.</param>
internal readonly record struct AnswerDetails(CaptionSource Source, bool Stored, Include Include, RequestTiming? Timing);

/// <summary>Dresses a caption for its reader.</summary>
internal static class AnswerMaker
{
    private const int ProbabilityDecimals = 6;
    private const int AttentionDecimals = 4;

    public static CaptionAnswer Make(KnownCaption known, in AnswerDetails details)
    {
        var caption = known.Caption;
        var model = known.Key.Model;
        var include = details.Include;
        return new CaptionAnswer(
            SentenceDressing.Sentence(caption.Text),
            SentenceDressing.AltText(caption.Text),
            Round(caption.Confidence),
            Round(caption.Adequacy),
            Round(caption.Quality),
            new ImageAnswer(known.Digest.ToString(), caption.Image.Width, caption.Image.Height, NameOf(caption.Image.Format)),
            new ModelAnswer(model.Name, model.Revision, model.Variant),
            NameOf(details.Source),
            details.Stored,
            include.HasFlag(Include.Timing) ? Timing(caption.Timing, details.Timing) : null,
            include.HasFlag(Include.Tokens) ? [.. caption.Tokens.Select(token => Token(token, include.HasFlag(Include.Attention)))] : null,
            include.HasFlag(Include.Alternatives) ? [.. caption.Alternatives.Select(Alternative)] : null);
    }

    /// <summary>The short answer of what a job keeps.</summary>
    public static CaptionAnswer Make(ImageDigest digest, JobCaption caption) => new(
        SentenceDressing.Sentence(caption.Text),
        SentenceDressing.AltText(caption.Text),
        Round(caption.Confidence),
        Round(caption.Adequacy),
        Round(caption.Quality),
        new ImageAnswer(digest.ToString(), caption.Image.Width, caption.Image.Height, NameOf(caption.Image.Format)),
        new ModelAnswer(caption.Key.Model.Name, caption.Key.Model.Revision, caption.Key.Model.Variant),
        NameOf(caption.Source),
        Stored: true,
        Timing: null,
        Tokens: null,
        Alternatives: null);

    public static string NameOf(CaptionSource source) => source switch
    {
        CaptionSource.Computed => "computed",
        CaptionSource.Coalesced => "coalesced",
        CaptionSource.Hit => "hit",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not an answer."),
    };

    private static string NameOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpeg",
        ImageFormat.Png => "png",
        ImageFormat.WebP => "webp",
        ImageFormat.Gif => "gif",
        ImageFormat.Bmp => "bmp",
        ImageFormat.Tiff => "tiff",
        ImageFormat.Tga => "tga",
        ImageFormat.Pnm => "pnm",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };

    private static TimingAnswer? Timing(InferenceTiming inference, RequestTiming? request) => request is not { } timing ? null : new TimingAnswer(
        timing.Intake is { } intake ? Milliseconds(intake) : null,
        Milliseconds(inference.QueueSeconds),
        Milliseconds(inference.EncodeSeconds),
        Milliseconds(inference.DecodeSeconds),
        Milliseconds(timing.Total),
        inference.EncodeBatch,
        inference.DecodeBatch);

    private static TokenAnswer Token(CaptionToken token, bool withAttention) => new(
        token.Text,
        Round(token.LogProbability),
        withAttention && token.Attention.Length > 0 ? Array.ConvertAll(token.Attention, weight => MathF.Round(weight, AttentionDecimals)) : null);

    private static AlternativeAnswer Alternative(CaptionAlternative other) => new(
        SentenceDressing.Sentence(other.Text), SentenceDressing.AltText(other.Text), Round(other.Score), Round(other.Adequacy));

    private static double Milliseconds(double seconds) => Math.Round(seconds * 1000, 3);

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);

    private static double Round(double probability) => Math.Round(probability, ProbabilityDecimals);

    private static double? Round(double? probability) => probability is { } value ? Round(value) : null;
}
