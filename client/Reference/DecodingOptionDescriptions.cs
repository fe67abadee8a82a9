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
        new(OptionNames.EarlyStopping, JsonSchemaType.String, "When a beam search stops: true (as many sentences as beams), false (nor is a better one likely) or never (nor possible)."),
        new(OptionNames.DoSample, JsonSchemaType.Boolean, "Draw tokens instead of taking the likeliest; with numBeams of 1."),
        new(OptionNames.Temperature, JsonSchemaType.Number, "Flattens (above 1) or sharpens the distribution that is drawn from; 0.05 to 5."),
        new(OptionNames.TopK, JsonSchemaType.Integer, "Draw among the likeliest so many; 0 takes all, at most 1000."),
        new(OptionNames.TopP, JsonSchemaType.Number, "Draw among the likeliest that hold this much of the probability; 0.01 to 1."),
        new(OptionNames.Seed, JsonSchemaType.Integer, "The same seed draws the same sentence; 0 or more."),
        new(OptionNames.Task, JsonSchemaType.String, "One of the model's tasks in /v1/models, for models that take prompts."),
    ];
}
