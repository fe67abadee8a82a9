using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Answers;

/// <summary>A caption as answered. Timing, tokens and alternatives only when included.</summary>
internal sealed record CaptionAnswer
{
    /// <summary>What a table of captions has of each.</summary>
    public static readonly IReadOnlyList<(string Name, Func<CaptionAnswer, object?> Value)> Columns =
    [
        ("caption", answer => answer.Caption),
        ("author", answer => answer.Author),
        ("modelCaption", answer => answer.ModelCaption),
        ("altText", answer => answer.AltText),
        ("decorative", answer => answer.Decorative),
        ("unreadText", answer => answer.UnreadText),
        ("publishable", answer => answer.Publishable),
        ("reason", answer => answer.Reason?.Code),
        ("confidence", answer => answer.Confidence),
        ("adequacy", answer => answer.Adequacy),
        ("quality", answer => answer.Quality),
        ("width", answer => answer.Image.Width),
        ("height", answer => answer.Image.Height),
        ("format", answer => answer.Image.Format),
        ("model", answer => answer.Model.Name),
        ("revision", answer => answer.Model.Revision),
        ("variant", answer => answer.Model.Variant),
    ];

    /// <summary>A sentence.</summary>
    public required string Caption { get; init; }

    /// <summary>Who wrote the caption: the model, or a person who corrected it. All numbers are about the model's sentence.</summary>
    [AllowedValues("model", "person")]
    public required string Author { get; init; }

    /// <summary>The model's sentence where a person's takes its place; absent otherwise.</summary>
    public string? ModelCaption { get; init; }

    /// <summary>
    /// The same to be pasted: short, without "a picture of" and without a full stop. Empty when the picture is decorative.
    /// </summary>
    public required string AltText { get; init; }

    /// <summary>The alt text as an attribute of HTML.</summary>
    public required string AltAttribute { get; init; }

    /// <summary>The alt text as an image of Markdown without an address.</summary>
    public required string AltMarkdown { get; init; }

    /// <summary>There is nothing to see: one colour, a gradient, a spacer. It takes an empty alt text.</summary>
    public required bool Decorative { get; init; }

    /// <summary>There may be text in the picture, which was not read. The alt text says so instead of guessing.</summary>
    public required bool UnreadText { get; init; }

    /// <summary>False when the caption is not as good as was asked for (minQuality).</summary>
    public required bool Publishable { get; init; }

    /// <summary>Why it is not publishable; absent when it is.</summary>
    public Verdict? Reason { get; init; }

    /// <summary>Geometric mean of the tokens' probabilities, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>How well the sentence fits the picture by the model's own judgement, 0 to 1; absent when it has none.</summary>
    public double? Adequacy { get; init; }

    /// <summary>The calibrated probability that it is as good as a person's (its event is in /v1/models); null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Quality { get; init; }

    public required ImageAnswer Image { get; init; }

    public required ModelAnswer Model { get; init; }

    /// <summary>computed, coalesced (another request was doing the work) or hit (it was known).</summary>
    [AllowedValues("computed", "coalesced", "hit")]
    public required string Source { get; init; }

    /// <summary>False when the caption is not durable yet.</summary>
    public required bool Stored { get; init; }

    public TimingAnswer? Timing { get; init; }

    public IReadOnlyList<TokenAnswer>? Tokens { get; init; }

    public IReadOnlyList<AlternativeAnswer>? Alternatives { get; init; }

    /// <summary>In short.</summary>
    public static CaptionAnswer Of(ImageDigest digest, JobCaption caption, AltTextStyle style, bool stored = true)
    {
        var isPersons = caption.ModelText is not null;
        var altText = isPersons ? AltTextWriter.WritePersons(caption.Text, style) : AltTextWriter.Write(caption.Text, caption.Image, style);
        var reason = isPersons ? null : Verdict.Of(altText, caption.Quality, style);
        return new CaptionAnswer
        {
            Caption = isPersons ? caption.Text : AltTextWriter.Caption(caption.Text, style),
            Author = isPersons ? "person" : "model",
            ModelCaption = caption.ModelText is { } modelText ? AltTextWriter.Caption(modelText, style) : null,
            AltText = altText.Text,
            AltAttribute = altText.Attribute,
            AltMarkdown = altText.Markdown,
            Decorative = altText.IsDecorative,
            UnreadText = altText.HasUnreadText,
            Publishable = reason is null,
            Reason = reason,
            Confidence = Rounded.Probability(caption.Confidence),
            Adequacy = Rounded.Probability(caption.Adequacy),
            Quality = Rounded.Probability(caption.Quality),
            Image = ImageAnswer.Of(digest, caption.Image),
            Model = ModelAnswer.Of(caption.Key.Model),
            Source = NameOf(caption.Source),
            Stored = stored,
        };
    }

    /// <param name="timing">Of this request; without it there is no timing.</param>
    public static CaptionAnswer Of(in CaptionOutcome outcome, Include include, AltTextStyle style, RequestTiming? timing = null)
    {
        var inShort = Of(outcome.Known.Digest, outcome.Short, style, outcome.Stored);
        if (include == Include.Nothing) return inShort;
        var caption = outcome.Known.Caption;
        return inShort with
        {
            Timing = include.HasFlag(Include.Timing) && timing is { } own ? TimingAnswer.Of(caption.Timing, own) : null,
            Tokens = include.HasFlag(Include.Tokens)
                ? [.. caption.Tokens.Select(token => TokenAnswer.Of(token, include.HasFlag(Include.Attention)))]
                : null,
            Alternatives = include.HasFlag(Include.Alternatives)
                ? [.. caption.Alternatives.Select(other => AlternativeAnswer.Of(other, caption.Image, style))]
                : null,
        };
    }

    public static string NameOf(CaptionSource source) => source switch
    {
        CaptionSource.Computed => "computed",
        CaptionSource.Coalesced => "coalesced",
        CaptionSource.Hit => "hit",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not an answer."),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteDouble), typeof(FiniteSingle)])]
[JsonSerializable(typeof(CaptionAnswer))]
[JsonSerializable(typeof(AltTextAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
