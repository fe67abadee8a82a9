using System.Text.Json.Nodes;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>A caption as a chat completion.</summary>
internal static class ChatAnswer
{
    public static JsonObject Of(in CaptionOutcome outcome, AltTextStyle style, DateTimeOffset now)
    {
        var caption = outcome.Known.Caption;
        var message = new JsonObject
        {
            ["role"] = "assistant", ["content"] = AltTextWriter.Caption(caption.Text, style), ["refusal"] = null,
        };
        var choice = new JsonObject
        {
            ["index"] = 0, ["message"] = message, ["logprobs"] = null, ["finish_reason"] = ChatFrame.FinishOf(caption),
        };
        var json = new ChatFrame(outcome.Known.Key.Model, now).Of("chat.completion", choice);
        json["usage"] = ChatFrame.UsageOf(caption);
        return json;
    }
}
