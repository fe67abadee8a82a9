using System.Text.Json;
using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>How a chat completion says that tokens are chosen, in the model's own options.</summary>
internal sealed class ChatSampling
{
    private double _temperature;
    private double _topP = 1;
    private long? _seed;
    private long? _maxTokens;

    /// <returns>False for what says nothing of it.</returns>
    /// <exception cref="InvalidOptionException">Not a number of the range that OpenAI has.</exception>
    public bool Takes(string name, JsonElement value)
    {
        switch (name)
        {
            case "temperature": _temperature = Number(value, name, 0, 2); return true;
            case "top_p": _topP = Number(value, name, 0.01, 1); return true;
            case "seed": _seed = Whole(value, name, long.MinValue, long.MaxValue); return true;
            case "max_tokens" or "max_completion_tokens": _maxTokens = Whole(value, name, 1, int.MaxValue); return true;
            default: return false;
        }
    }

    /// <summary>
    /// At temperature 0 the model decodes as it always does, and so it does where nothing is said. A limit above its own says nothing: the
    /// sentence is within it, and one and the same caption answers.
    /// </summary>
    public RequestOptions OptionsFor(ModelDescription model)
    {
        var decoding = new Dictionary<string, object>(StringComparer.Ordinal);
        if (_maxTokens < model.Decoding.MaxNewTokens) decoding["maxNewTokens"] = (int)_maxTokens.Value;
        if (_temperature > 0)
        {
            decoding["doSample"] = true;
            decoding["numBeams"] = 1;
            decoding["temperature"] = _temperature;
            decoding["topP"] = _topP;
            if (_seed is { } seed) decoding["seed"] = seed & int.MaxValue;
        }

        return new RequestOptions { Model = model.Id.Name, Decoding = decoding };
    }

    private static long Whole(JsonElement value, string name, long min, long max) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max
            ? number
            : throw new InvalidOptionException(name, $"'{name}' must be a whole number from {min} to {max}.");

    private static double Number(JsonElement value, string name, double min, double max) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max
            ? number
            : throw new InvalidOptionException(name, $"'{name}' must be a number from {min} to {max}.");
}
