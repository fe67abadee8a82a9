using System.Text.Json;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>
/// What a chat completion asks for, read from its JSON (platform.openai.com/docs/api-reference/chat/create). What a captioner can't do is
/// refused by its name; what makes no difference to one sentence about one picture is let pass.
/// </summary>
internal sealed class ChatRequest
{
    private readonly ChatSampling _sampling = new();

    private ChatRequest()
    {
    }

    public string Model { get; private set; } = "";

    public JsonElement ImageUrl { get; private set; }

    public bool IsStreamed { get; private set; }

    /// <summary>A last chunk that tells what was used.</summary>
    public bool IncludesUsage { get; private set; }

    /// <exception cref="CaptionClusterException">Something is missing, wrong, or not done here.</exception>
    public static ChatRequest Parse(JsonElement body)
    {
        var request = new ChatRequest();
        foreach (var property in FacadeJson.Properties(body, "body")) request.Take(property.Name, property.Value);
        if (request.Model.Length == 0)
        {
            throw new InvalidOptionException("model", "'model' is missing; /openai/v1/models lists those that are served.");
        }
        return request.ImageUrl.ValueKind == JsonValueKind.Undefined
            ? throw new InvalidOptionException(
                "messages", "There is no picture: a message needs a part {\"type\": \"image_url\", \"image_url\": {\"url\": \"data:…\"}}.")
            : request;
    }

    public RequestOptions OptionsFor(ModelDescription model) => _sampling.OptionsFor(model);

    private void Take(string name, JsonElement value)
    {
        switch (name)
        {
            case "model": Model = FacadeJson.Text(value, name); break;
            case "messages": ImageUrl = ChatMessages.FindPicture(value); break;
            case "stream": IsStreamed = FacadeJson.Flag(value, name); break;
            case "stream_options": TakeStreamOptions(value); break;
            default:
                if (!_sampling.Takes(name, value)) ChatParameters.Check(name, value);
                break;
        }
    }

    private void TakeStreamOptions(JsonElement value)
    {
        foreach (var option in FacadeJson.Properties(value, "stream_options"))
        {
            if (option.Name == "include_usage") IncludesUsage = FacadeJson.Flag(option.Value, option.Name);
            else if (option.Name != "include_obfuscation") throw ChatProblems.Unsupported("stream_options." + Excerpt.Of(option.Name));
        }
    }
}
