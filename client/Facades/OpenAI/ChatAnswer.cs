using System.Text.Json.Nodes;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>A caption as a chat completion, or in the chunks of one.</summary>
internal sealed class ChatAnswer
{
    private readonly string _id;
    private readonly long _created;
    private readonly string _sentence;
    private readonly string _model;
    private readonly string _fingerprint;
    private readonly string _finish;
    private readonly int _tokens;

    public ChatAnswer(in CaptionOutcome outcome, AltTextStyle style, DateTimeOffset now)
    {
        var caption = outcome.Known.Caption;
        _id = "chatcmpl-" + Guid.CreateVersion7(now).ToString("N");
        _created = now.ToUnixTimeSeconds();
        _sentence = AltTextWriter.Caption(caption.Text, style);
        _model = outcome.Known.Key.Model.Name;
        _fingerprint = "fp_" + outcome.Known.Key.Model.Revision[..10];
        _finish = caption.Tokens is [.., { Text: "" }] ? "stop" : "length"; // The token that ends a sentence has no text.
        _tokens = caption.Tokens.Count;
    }

    public JsonObject Whole()
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = _sentence, ["refusal"] = null };
        var choice = new JsonObject { ["index"] = 0, ["message"] = message, ["logprobs"] = null, ["finish_reason"] = _finish };
        var json = Frame("chat.completion", choice);
        json["usage"] = Usage();
        return json;
    }

    /// <summary>The sentence is known as a whole, so it is one delta.</summary>
    public IEnumerable<JsonObject> Chunks(bool withUsage)
    {
        yield return Chunk(new JsonObject { ["role"] = "assistant", ["content"] = _sentence }, finish: null, withUsage);
        yield return Chunk([], _finish, withUsage);
        if (!withUsage) yield break;
        var last = Frame("chat.completion.chunk");
        last["usage"] = Usage();
        yield return last;
    }

    private JsonObject Chunk(JsonObject delta, string? finish, bool withUsage)
    {
        var choice = new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finish };
        var json = Frame("chat.completion.chunk", choice);
        if (withUsage) json["usage"] = null;
        return json;
    }

    private JsonObject Frame(string kind, params JsonNode[] choices) => new()
    {
        ["id"] = _id,
        ["object"] = kind,
        ["created"] = _created,
        ["model"] = _model,
        ["system_fingerprint"] = _fingerprint,
        ["choices"] = new JsonArray(choices),
    };

    /// <summary>
    /// The model's own tokens, the end of the sentence counted. It reads pixels and no prompt, of which there are none then.
    /// </summary>
    private JsonObject Usage() => new() { ["prompt_tokens"] = 0, ["completion_tokens"] = _tokens, ["total_tokens"] = _tokens };
}
