using System.Text.Json;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>
/// Finds the one picture of a chat. Texts are let pass and not read: a captioner follows no instructions, and there is no way to ask for
/// a picture without some.
/// </summary>
internal static class ChatMessages
{
    /// <exception cref="InvalidOptionException">No picture, several, or what only a model that talks can answer.</exception>
    public static JsonElement FindPicture(JsonElement messages)
    {
        JsonElement? found = null;
        foreach (var message in FacadeJson.Items(messages, "messages"))
        {
            foreach (var url in PicturesOf(message))
            {
                if (found is not null)
                {
                    throw new InvalidOptionException("messages", "There are several pictures; one request captions one.");
                }
                found = url;
            }
        }

        return found ?? default;
    }

    private static IEnumerable<JsonElement> PicturesOf(JsonElement message)
    {
        foreach (var property in FacadeJson.Properties(message, "messages"))
        {
            switch (property.Name)
            {
                case "role" when FacadeJson.Text(property.Value, "role") is not ("system" or "developer" or "user"):
                    throw new InvalidOptionException(
                        "messages", "Only 'system', 'developer' and 'user' may speak: no conversation is carried on here.");
                case "content" when property.Value.ValueKind == JsonValueKind.Array:
                    foreach (var part in property.Value.EnumerateArray())
                    {
                        if (PictureOf(part) is { } url) yield return url;
                    }

                    break;
                case "content" when property.Value.ValueKind != JsonValueKind.String:
                    throw new InvalidOptionException("messages", "'content' must be a string or an array of parts.");
                case "role" or "content" or "name":
                    break;
                default:
                    throw ChatProblems.Unsupported("messages[]." + Excerpt.Of(property.Name));
            }
        }
    }

    private static JsonElement? PictureOf(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("type", out var type))
        {
            throw new InvalidOptionException("messages", "Each part of 'content' needs a 'type'.");
        }
        var name = FacadeJson.Text(type, "type");
        if (name == "text") return null;
        if (name != "image_url")
        {
            throw new InvalidOptionException(
                "messages", $"Parts of type '{Excerpt.Of(name)}' are not done here; 'text' and 'image_url' are.");
        }
        return part.TryGetProperty("image_url", out var image) && image.ValueKind == JsonValueKind.Object
            && image.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String
            ? url
            : throw new InvalidOptionException("messages", "'image_url' must be an object with a 'url'.");
    }
}
