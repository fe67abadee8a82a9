using System.Globalization;

namespace CaptionCluster;

/// <summary>The options there are, in the order in which a caption's key has them. A new one comes last.</summary>
internal static class DecodingTable
{
    private const string ModelsLimit = "the model's own limit";

    public static readonly IReadOnlyList<DecodingOption> Rows =
    [
        new NumberOption<int>("numBeams", "1 is greedy search", o => o.NumBeams, (o, v) => o with { NumBeams = v })
        {
            Min = 1, Max = 10, Key = Mark<int>("b"),
        },
        new NumberOption<double>(
            "lengthPenalty", "A sentence's score is its log-probability divided by length ^ lengthPenalty",
            o => o.LengthPenalty, (o, v) => o with { LengthPenalty = v })
        {
            Min = -5, Max = 5, Key = Mark<double>(",l"),
        },
        new NumberOption<int>("minNewTokens", "No sentence ends before", o => o.MinNewTokens, (o, v) => o with { MinNewTokens = v })
        {
            Min = 0, MaxOf = ("maxNewTokens", (o, _) => o.MaxNewTokens), Key = Mark<int>(",n"),
        },
        new NumberOption<int>(
            "maxNewTokens", "Every sentence ends here, its end counted", o => o.MaxNewTokens, (o, v) => o with { MaxNewTokens = v })
        {
            Min = 1, MaxOf = (ModelsLimit, (_, model) => model.MaxNewTokensLimit), Key = Mark<int>("-"),
        },
        new NumberOption<double>(
            "repetitionPenalty", "1 leaves the distribution alone", o => o.RepetitionPenalty, (o, v) => o with { RepetitionPenalty = v })
        {
            Min = 0.1, Max = 10, Key = Mark<double>(",r"),
        },
        new NumberOption<int>(
            "noRepeatNgramSize", "No n-gram of this size comes twice, and 0 allows all",
            o => o.NoRepeatNgramSize, (o, v) => o with { NoRepeatNgramSize = v })
        {
            Min = 0, MaxOf = (ModelsLimit, (_, model) => model.MaxNewTokensLimit), Key = Mark<int>(",g"),
        },
        new FlagOption(
            "rerank", "Order the beam's sentences by log-probability and adequacy", o => o.Rerank, (o, v) => o with { Rerank = v })
        {
            Key = orders => orders ? ",rerank" : "",
        },
        new ChoiceOption<EarlyStopping>(
            "earlyStopping",
            "When a beam search stops: true (as many sentences as beams), false (nor is a better one likely) or never (nor possible)",
            o => o.EarlyStopping, (o, v) => o with { EarlyStopping = v },
            (EarlyStopping.WhenFull, "true"), (EarlyStopping.WhenUnlikely, "false"), (EarlyStopping.WhenImpossible, "never"))
        {
            Key = stopping => stopping == EarlyStopping.WhenFull ? "" : $",stop-{stopping}",
        },
        new FlagOption(
            "doSample", "Draw tokens instead of taking the likeliest; with numBeams of 1",
            o => o.DoSample, (o, v) => o with { DoSample = v })
        {
            Key = _ => "", // Told by the next four.
        },
        new NumberOption<double>(
            "temperature", "Flattens (above 1) or sharpens the distribution that is drawn from",
            o => o.Temperature, (o, v) => o with { Temperature = v })
        {
            IsOfSampling = true, Min = 0.05, Max = 5, Key = Mark<double>(",t"),
        },
        new NumberOption<int>("topK", "Draw among this many of the likeliest, and 0 takes all", o => o.TopK, (o, v) => o with { TopK = v })
        {
            IsOfSampling = true, Min = 0, Max = 1000, Key = Mark<int>(",k"),
        },
        new NumberOption<double>(
            "topP", "Draw among the likeliest that hold this much of the probability", o => o.TopP, (o, v) => o with { TopP = v })
        {
            IsOfSampling = true, Min = 0.01, Max = 1, Key = Mark<double>(",p"),
        },
        new NumberOption<long>("seed", "The same seed draws the same sentence", o => o.Seed, (o, v) => o with { Seed = v })
        {
            IsOfSampling = true, IsOfRequests = true, Min = 0, Max = int.MaxValue, Key = Mark<long>(",s"),
        },
        new TextOption(
            "task", "One of the model's tasks in /v1/models, for models that take prompts", o => o.Task, (o, v) => o with { Task = v })
        {
            IsOfRequests = true, Key = task => task.Length > 0 ? "," + task : "",
        },
    ];

    private static Func<T, string> Mark<T>(string mark) => value => string.Create(CultureInfo.InvariantCulture, $"{mark}{value}");
}
