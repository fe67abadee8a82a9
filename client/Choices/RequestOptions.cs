using System.Collections.Frozen;
using CaptionCluster.Client.AltText;

namespace CaptionCluster.Client.Choices;

/// <summary>What a request asks for; the rest is the model's own choice.</summary>
internal sealed record RequestOptions
{
    public static readonly RequestOptions Default = new();

    /// <summary>Null for the first.</summary>
    public string? Model { get; init; }

    public Include Include { get; init; }

    /// <summary>Null for the usual.</summary>
    public AltTextChoice? AltText { get; init; }

    /// <summary>
    /// Values by the names of <see cref="DecodingOption"/>. Empty when the model decodes as it always does, so that its ready-made key
    /// serves.
    /// </summary>
    public IReadOnlyDictionary<string, object> Decoding { get; init; } = FrozenDictionary<string, object>.Empty;

    /// <exception cref="InvalidOptionException">A value that can't be read.</exception>
    public static RequestOptions From(OptionText? text) => text is null ? Default : new RequestOptions
    {
        Model = text.Of(OptionText.Model),
        Include = Includes.Parse(text.Of(OptionText.Include)),
        AltText = AltTextChoice.From(text.Of),
        Decoding = text.ParseDecoding(),
    };
}
