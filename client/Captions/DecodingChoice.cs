using System.Numerics;

namespace CaptionCluster.Client.Captions;

/// <summary>Settles how a model decodes for one request: its own choices, overridden within limits.</summary>
internal static class DecodingChoice
{
    public const int MaxBeams = 10;
    private const double MaxLengthPenalty = 5;
    private const double MinRepetitionPenalty = 0.1;
    private const double MaxRepetitionPenalty = 10;

    /// <exception cref="InvalidOptionException">Out of range, or options that contradict each other.</exception>
    public static DecodingOptions Settle(RequestOptions request, ModelDescription model)
    {
        if (request.HasDefaultDecoding) return model.Decoding;
        var limit = model.MaxNewTokensLimit;
        var max = Within(OptionNames.MaxNewTokens, request.MaxNewTokens ?? model.Decoding.MaxNewTokens, 1, limit);
        var settled = model.Decoding with
        {
            NumBeams = Within(OptionNames.NumBeams, request.NumBeams ?? model.Decoding.NumBeams, 1, MaxBeams),
            LengthPenalty = Within(OptionNames.LengthPenalty, request.LengthPenalty ?? model.Decoding.LengthPenalty, -MaxLengthPenalty, MaxLengthPenalty),
            MaxNewTokens = max,
            MinNewTokens = Within(OptionNames.MinNewTokens, request.MinNewTokens ?? Math.Min(model.Decoding.MinNewTokens, max), 0, max),
            RepetitionPenalty = Within(
                OptionNames.RepetitionPenalty, request.RepetitionPenalty ?? model.Decoding.RepetitionPenalty, MinRepetitionPenalty, MaxRepetitionPenalty),
            NoRepeatNgramSize = Within(OptionNames.NoRepeatNgramSize, request.NoRepeatNgramSize ?? model.Decoding.NoRepeatNgramSize, 0, limit),
            Rerank = request.Rerank ?? (model.Decoding.Rerank && request.NumBeams is not 1),
            EarlyStopping = request.EarlyStopping ?? model.Decoding.EarlyStopping,
            Task = TaskOf(request, model),
        };

        if (settled.Rerank) CheckRerank(settled, model);
        return SamplingChoice.Settle(settled, request, model);
    }

    /// <summary>The usual task is left empty, so that naming it finds the same caption.</summary>
    private static string TaskOf(RequestOptions request, ModelDescription model)
    {
        if (request.Task is not { } task) return model.Decoding.Task;
        if (model.Tasks.Count == 0) throw new InvalidOptionException(OptionNames.Task, $"The model '{model.Id.Name}' takes no 'task'.");
        if (!model.Tasks.Contains(task, StringComparer.Ordinal))
        {
            throw new InvalidOptionException(OptionNames.Task, $"The model '{model.Id.Name}' knows the tasks {string.Join(", ", model.Tasks)}.");
        }

        return task == model.Tasks[0] ? "" : task;
    }

    private static void CheckRerank(DecodingOptions settled, ModelDescription model)
    {
        if (settled.NumBeams == 1) throw new InvalidOptionException(OptionNames.Rerank, "'rerank' orders several sentences: it needs 'numBeams' of 2 or more.");
        if (!model.HasAdequacy) throw new InvalidOptionException(OptionNames.Rerank, $"'rerank' needs a discriminator, and the model '{model.Id.Name}' has none.");
    }

    public static T Within<T>(string option, T value, T min, T max)
        where T : INumber<T> =>
        value >= min && value <= max ? value : throw new InvalidOptionException(option, $"'{option}' must be from {min} to {max}; it is {value}.");
}
