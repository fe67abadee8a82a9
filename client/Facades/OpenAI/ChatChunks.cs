using System.Text.Json.Nodes;
using CaptionCluster.Client.AltText;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>
/// A caption in the chunks of a chat completion. What was sent can't be taken back, so there is in a delta only what is sure to be in the
/// sentence.
/// </summary>
internal sealed class ChatChunks(ChatFrame frame, AltTextStyle style, bool withUsage)
{
    private string _sent = "";
    private bool _isBegun;

    /// <param name="words">All so far.</param>
    /// <returns>Null when they make nothing certain that was not sent.</returns>
    public JsonObject? Next(string words)
    {
        var certain = AltTextWriter.CaptionBeginning(words, style);
        var isMore = certain.Length > _sent.Length && certain.StartsWith(_sent, StringComparison.Ordinal);
        return isMore ? Delta(certain) : null; // Less is where a machine was lost, and its words begin anew.
    }

    /// <summary>What is missing of the sentence, and its end.</summary>
    /// <exception cref="InferenceFailedException">It is another one than was begun.</exception>
    public IEnumerable<JsonObject> End(Caption caption)
    {
        var sentence = AltTextWriter.Caption(caption.Text, style);
        if (!sentence.StartsWith(_sent, StringComparison.Ordinal))
        {
            throw new InferenceFailedException("The sentence became another one than was begun; ask again.");
        }

        if (!_isBegun || sentence.Length > _sent.Length) yield return Delta(sentence);
        yield return Chunk([], ChatFrame.FinishOf(caption));
        if (!withUsage) yield break;
        var last = frame.Of(Kind);
        last["usage"] = ChatFrame.UsageOf(caption);
        yield return last;
    }

    private const string Kind = "chat.completion.chunk";

    private JsonObject Delta(string sentence)
    {
        var delta = new JsonObject { ["content"] = sentence[_sent.Length..] };
        if (!_isBegun) delta.Insert(0, "role", "assistant");
        (_sent, _isBegun) = (sentence, true);
        return Chunk(delta, finish: null);
    }

    private JsonObject Chunk(JsonObject delta, string? finish)
    {
        var choice = new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finish };
        var json = frame.Of(Kind, choice);
        if (withUsage) json["usage"] = null;
        return json;
    }
}
