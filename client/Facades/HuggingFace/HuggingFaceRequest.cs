using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.HuggingFace;

/// <summary>
/// <c>{"inputs": base64, "parameters": {…}, "options": {…}}</c> (huggingface.co/docs/inference-providers, image-to-text): how tokens are
/// chosen stands in the parameters, or one step deeper, under names in snake case that are otherwise ours.
/// </summary>
internal sealed class HuggingFaceRequest
{
    private static readonly FrozenDictionary<string, string> s_ours = DecodingOption.All.ToFrozenDictionary(
        option => JsonNamingPolicy.SnakeCaseLower.ConvertName(option.Name), option => option.Name, StringComparer.Ordinal);

    private readonly OptionText _options = new();

    private HuggingFaceRequest()
    {
    }

    public JsonElement Inputs { get; private set; }

    /// <exception cref="InvalidOptionException">A parameter that is unknown, or something that is not done here.</exception>
    public static (JsonElement Inputs, RequestOptions Options) Parse(JsonElement body)
    {
        var request = new HuggingFaceRequest();
        foreach (var property in FacadeJson.Properties(body, "body")) request.Take(property.Name, property.Value);
        return request.Inputs.ValueKind == JsonValueKind.String
            ? (request.Inputs, RequestOptions.From(request._options))
            : throw new InvalidOptionException("inputs", "'inputs' must be the picture in base64.");
    }

    /// <summary>Our names in a message, as they are called here.</summary>
    public static string Rename(string message) => s_ours.Aggregate(message, (text, name) => text
        .Replace($"'decoding.{name.Value}'", $"'{name.Key}'", StringComparison.Ordinal)
        .Replace($"'{name.Value}'", $"'{name.Key}'", StringComparison.Ordinal));

    private void Take(string name, JsonElement value)
    {
        switch (name)
        {
            case "inputs": Inputs = value; break;
            case "parameters": TakeParameters(value, isInner: false); break;
            case "options": CheckOptions(value); break;
            default: throw NotDone(name);
        }
    }

    private void TakeParameters(JsonElement parameters, bool isInner)
    {
        foreach (var (name, value) in FacadeJson.Properties(parameters, "parameters").Select(property => (property.Name, property.Value)))
        {
            if (name is "generation_parameters" or "generate_kwargs" && !isInner) TakeParameters(value, isInner: true);
            else TakeDecoding(s_ours.TryGetValue(name, out var ours) ? ours : throw NotDone("parameters." + name), value);
        }
    }

    private void TakeDecoding(string name, JsonElement value)
    {
        var json = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        json.Read();
        _options.AddDecoding(name, ref json);
    }

    /// <summary>Waiting for a model is what happens anyway; that an answer is computed anew can't be had.</summary>
    private static void CheckOptions(JsonElement options)
    {
        foreach (var option in FacadeJson.Properties(options, "options"))
        {
            var isOn = FacadeJson.Flag(option.Value, option.Name);
            if (option.Name != "wait_for_model" && !(option.Name == "use_cache" && isOn)) throw NotDone("options." + option.Name);
        }
    }

    private static InvalidOptionException NotDone(string name) =>
        new(
            Excerpt.Of(name),
            $"'{Excerpt.Of(name)}' is not done here. Parameters are {string.Join(", ", s_ours.Keys.Order(StringComparer.Ordinal))}.");
}
