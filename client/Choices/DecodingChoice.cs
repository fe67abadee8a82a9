namespace CaptionCluster.Client.Choices;

/// <summary>Settles how a model decodes for one request: its own choices, overridden within limits.</summary>
internal static class DecodingChoice
{
    private const string MinNewTokens = "minNewTokens";
    private const string Rerank = "rerank";
    private const string DoSample = "doSample";
    private const string Task = "task";

    /// <exception cref="InvalidOptionException">Out of range, or options that contradict each other.</exception>
    public static DecodingOptions Settle(RequestOptions request, ModelDescription model)
    {
        var asked = request.Decoding;
        if (asked.Count == 0) return model.Decoding;
        var settled = model.Decoding;
        foreach (var option in DecodingOption.All)
        {
            if (asked.TryGetValue(option.Name, out var value)) settled = option.With(settled, value);
        }

        settled = Follow(settled, asked) with { Task = asked.ContainsKey(Task) ? TaskOf(settled, model) : settled.Task };
        if (!settled.DoSample) CheckNothingIsDrawn(asked);

        // From the last on: what bounds another comes behind it.
        foreach (var option in DecodingOption.All.Reverse())
        {
            if (settled.DoSample || !option.IsOfSampling) option.Check(settled, model);
        }

        CheckTogether(settled, model);
        return settled;
    }

    /// <summary>The model's own choices give way to what is asked.</summary>
    private static DecodingOptions Follow(DecodingOptions settled, IReadOnlyDictionary<string, object> asked) => settled with
    {
        MinNewTokens = asked.ContainsKey(MinNewTokens)
            ? settled.MinNewTokens
            : Math.Clamp(settled.MinNewTokens, 0, Math.Max(0, settled.MaxNewTokens)),
        Rerank = settled.Rerank && (asked.ContainsKey(Rerank) || settled.NumBeams != 1),
        DoSample = settled.DoSample && (asked.ContainsKey(DoSample) || settled.NumBeams == 1),
    };

    /// <summary>The usual task is left empty, so that naming it finds the same caption.</summary>
    private static string TaskOf(DecodingOptions settled, ModelDescription model)
    {
        if (model.Tasks.Count == 0) throw new InvalidOptionException(Task, $"The model '{model.Id.Name}' takes no 'task'.");
        if (!model.Tasks.Contains(settled.Task, StringComparer.Ordinal))
        {
            throw new InvalidOptionException(Task, $"The model '{model.Id.Name}' knows the tasks {string.Join(", ", model.Tasks)}.");
        }

        return settled.Task == model.Tasks[0] ? "" : settled.Task;
    }

    private static void CheckNothingIsDrawn(IReadOnlyDictionary<string, object> asked)
    {
        var sampling = DecodingOption.All.Where(option => option.IsOfSampling).Select(option => option.Name).ToList();
        if (!sampling.Exists(asked.ContainsKey)) return;
        var names = $"'{string.Join("', '", sampling.SkipLast(1))}' and '{sampling[^1]}'";
        throw new InvalidOptionException(DoSample, $"{names} say how tokens are drawn: they need 'doSample'.");
    }

    private static void CheckTogether(DecodingOptions settled, ModelDescription model)
    {
        if (settled is { Rerank: true, NumBeams: 1 })
        {
            throw new InvalidOptionException(Rerank, "'rerank' orders several sentences: it needs 'numBeams' of 2 or more.");
        }

        if (settled.Rerank && !model.HasAdequacy)
        {
            throw new InvalidOptionException(Rerank, $"'rerank' needs a discriminator, and the model '{model.Id.Name}' has none.");
        }

        if (settled is { DoSample: true, NumBeams: > 1 })
        {
            throw new InvalidOptionException(DoSample, "'doSample' draws one sentence: it needs 'numBeams' of 1.");
        }
    }
}
