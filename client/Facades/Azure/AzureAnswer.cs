using System.Text.Json.Nodes;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Facades.Azure;

/// <summary>An outcome as Image Analysis 4.0 writes it.</summary>
internal static class AzureAnswer
{
    private const int ShortRevision = 12;

    public static JsonObject Of(in CaptionOutcome outcome, AzureRequest request, AltTextStyle style)
    {
        var answer = CaptionAnswer.Of(outcome, default, style);
        var text = AzureWording.Of(outcome, style);
        var json = new JsonObject
        {
            ["modelVersion"] = $"{answer.Model.Name}-{answer.Model.Revision[..ShortRevision]}",
            ["metadata"] = new JsonObject { ["width"] = answer.Image.Width, ["height"] = answer.Image.Height },
        };
        if (request.WantsCaption) json["captionResult"] = Caption(text, answer);
        if (request.WantsDenseCaptions) json["denseCaptionsResult"] = List(WholePicture(text, answer));
        return json;
    }

    /// <summary>
    /// Azure's first dense caption is of the whole picture too, and there may be up to ten; no model here looks at regions.
    /// </summary>
    private static JsonObject WholePicture(string text, CaptionAnswer answer)
    {
        var caption = Caption(text, answer);
        caption["boundingBox"] = new JsonObject { ["x"] = 0, ["y"] = 0, ["w"] = answer.Image.Width, ["h"] = answer.Image.Height };
        return caption;
    }

    private static JsonObject List(JsonObject only) => new() { ["values"] = new JsonArray(only) };

    private static JsonObject Caption(string text, CaptionAnswer answer) => new() { ["text"] = text, ["confidence"] = answer.Confidence };
}
