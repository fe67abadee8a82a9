using CaptionCluster.Client.Captions;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

internal sealed record DecodingOptionDescription(string Name, JsonSchemaType Type, string Text)
{
    public OpenApiSchema Schema() => new() { Type = Type, Description = Text };
}

internal static class DecodingOptionDescriptions
{
    public static readonly DecodingOptionDescription[] All =
    [
        new(OptionNames.NumBeams, JsonSchemaType.Integer, "1 is greedy search; at most 10."),
        new(OptionNames.LengthPenalty, JsonSchemaType.Number, "A sentence's score is its log-probability divided by length ^ lengthPenalty; -5 to 5."),
        new(OptionNames.MinNewTokens, JsonSchemaType.Integer, "No sentence ends before."),
        new(OptionNames.MaxNewTokens, JsonSchemaType.Integer, "At most the model's own limit."),
        new(OptionNames.RepetitionPenalty, JsonSchemaType.Number, "1 leaves the distribution alone; 0.1 to 10."),
        new(OptionNames.NoRepeatNgramSize, JsonSchemaType.Integer, "No n-gram of this size comes twice; 0 allows all."),
        new(OptionNames.Rerank, JsonSchemaType.Boolean, "Order the beam's sentences by log-probability and adequacy."),
    ];
}
