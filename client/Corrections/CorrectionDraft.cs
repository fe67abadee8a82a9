using System.Globalization;
using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Corrections;

/// <summary>What somebody wrote in the place of a caption. JSON has this name.</summary>
internal sealed record CorrectionDraft
{
    /// <summary>In characters as people count them.</summary>
    private const int MaxLength = 500;

    /// <summary>One sentence of up to 500 characters on one line.</summary>
    public string? Caption { get; init; }

    /// <exception cref="InvalidOptionException">It is no sentence.</exception>
    public string Check()
    {
        var text = Caption?.Trim();
        if (string.IsNullOrEmpty(text) || new StringInfo(text).LengthInTextElements > MaxLength || !text.Any(char.IsLetterOrDigit))
        {
            throw new InvalidOptionException("caption", $"'caption' is a sentence of 1 to {MaxLength} characters.");
        }

        if (text.Any(IsUnseen))
        {
            throw new InvalidOptionException("caption", "'caption' is one line of text: it has a line break or another control character.");
        }

        return text;
    }

    /// <summary>Also what turns the direction of the text around it (Unicode TR 9), and halves of characters.</summary>
    private static bool IsUnseen(char letter) =>
        char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

/// <summary>A line of GET /v1/corrections.</summary>
/// <param name="ModelCaption">The model's own words, undressed.</param>
/// <param name="Caption">A person's.</param>
internal sealed record CorrectionLine(
    string Sha256, string Model, string Revision, string Variant, string ModelCaption, string Caption, DateTimeOffset At)
{
    public static CorrectionLine Of(Correction correction) => new(
        correction.Picture.ToString(), correction.Model.Name, correction.Model.Revision, correction.Model.Variant, correction.ModelText,
        correction.Text, correction.At);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(CorrectionDraft))]
[JsonSerializable(typeof(CorrectionLine))]
internal sealed partial class CorrectionJson : JsonSerializerContext;
