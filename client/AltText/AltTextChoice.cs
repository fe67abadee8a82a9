using System.Globalization;

namespace CaptionCluster.Client.AltText;

/// <summary>What a request says of its alt text. It is applied when the caption is answered: no caption depends on it.</summary>
internal sealed record AltTextChoice(int? MaxLength, bool? GenderNeutral, double? MinQuality)
{
    private const string Length = "maxLength";
    private const string Neutral = "genderNeutral";
    private const string Quality = "minQuality";

    /// <summary>The options by name, with a value of each one's kind and what OpenAPI says of it.</summary>
    public static readonly IReadOnlyList<(string Name, object Kind, double? Min, double? Max, string Description)> Options =
    [
        (Length, 0, AltTextOptions.ShortestMaxLength, AltTextOptions.LongestMaxLength, "The most characters of the alt text."),
        (Neutral, false, null, null, "Whether caption and alt text speak of people without their gender."),
        (Quality, 0.0, 0, 1, "The calibrated quality below which the alt text is not publishable."),
    ];

    public static bool Knows(string name) => name is Length or Neutral or Quality;

    /// <param name="given">The text of an option by its name; null where it is not given.</param>
    /// <returns>Null where nothing is said.</returns>
    /// <exception cref="InvalidOptionException">A value that can't be read, or out of its range.</exception>
    public static AltTextChoice? From(Func<string, string?> given)
    {
        var (length, neutral, quality) = (given(Length), given(Neutral), given(Quality));
        if (length is null && neutral is null && quality is null) return null;
        return new AltTextChoice(
            length is null ? null : ReadLength(length),
            neutral is null ? null : ReadNeutral(neutral),
            quality is null ? null : ReadQuality(quality));
    }

    private static int ReadLength(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && length is >= AltTextOptions.ShortestMaxLength and <= AltTextOptions.LongestMaxLength
            ? length
            : throw new InvalidOptionException(
                Length,
                $"'{Length}' must be from {AltTextOptions.ShortestMaxLength} to {AltTextOptions.LongestMaxLength} characters.");

    private static bool ReadNeutral(string text) =>
        bool.TryParse(text, out var neutral) ? neutral : throw new InvalidOptionException(Neutral, $"'{Neutral}' must be true or false.");

    private static double ReadQuality(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var quality) && quality is >= 0 and <= 1
            ? quality
            : throw new InvalidOptionException(Quality, $"'{Quality}' must be a number from 0 to 1.");
}
