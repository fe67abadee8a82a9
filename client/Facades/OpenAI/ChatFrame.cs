using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>What all parts of one chat completion have in common.</summary>
internal sealed class ChatFrame(ModelId model, DateTimeOffset now)
{
    private readonly string _id = "chatcmpl-" + Guid.CreateVersion7(now).ToString("N");
    private readonly string _fingerprint = "fp_" + model.Revision[..10];

    public JsonObject Of(string kind, params JsonNode[] choices) => new()
    {
        ["id"] = _id,
        ["object"] = kind,
        ["created"] = now.ToUnixTimeSeconds(),
        ["model"] = model.Name,
        ["system_fingerprint"] = _fingerprint,
        ["choices"] = new JsonArray(choices),
    };

    /// <summary>Why a caption ends: the token that ends a sentence has no text.</summary>
    public static string FinishOf(Caption caption) => caption.Tokens is [.., { Text: "" }] ? "stop" : "length";

    /// <summary>
    /// The model's own tokens, the end of the sentence counted. It reads pixels and no prompt, of which there are none then.
    /// </summary>
    public static JsonObject UsageOf(Caption caption) =>
        new() { ["prompt_tokens"] = 0, ["completion_tokens"] = caption.Tokens.Count, ["total_tokens"] = caption.Tokens.Count };
}
