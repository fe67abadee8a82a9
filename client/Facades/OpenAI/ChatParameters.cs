using System.Text.Json;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>Parameters that have one value that is right for a captioner, and those that concern it in no way.</summary>
internal static class ChatParameters
{
    /// <exception cref="InvalidOptionException">It would change the answer, and can't.</exception>
    public static void Check(string name, JsonElement value)
    {
        var isHarmless = name switch
        {
            "n" => IsNumber(value, 1),
            "frequency_penalty" or "presence_penalty" => IsNumber(value, 0),
            "store" or "logprobs" => value.ValueKind == JsonValueKind.False,
            "logit_bias" => value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any(),
            "tools" or "functions" or "stop" => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0,
            "modalities" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => Is(one, "text")),
            "response_format" => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) && Is(type, "text"),

            // Who asks, and for what rate.
            "user" or "safety_identifier" or "prompt_cache_key" or "prompt_cache_retention" or "service_tier" or "metadata" => true,
            _ => false,
        };
        if (!isHarmless) throw ChatProblems.Unsupported(Excerpt.Of(name));
    }

    private static bool IsNumber(JsonElement value, int expected) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == expected;

    private static bool Is(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
}
