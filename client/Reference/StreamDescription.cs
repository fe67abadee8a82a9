using CaptionCluster.Client.Streaming;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Tells what a caption is as events; OpenAPI 3.1 has no schema for a stream of them.</summary>
internal static class StreamDescription
{
    public static void Describe(OpenApiResponse ok)
    {
        ok.Description =
            "The caption; or, where `Accept` asks for it, events: `words` with all words so far, each in the place of the one before, "
            + "then `caption` with the answer, or `error` with the problem. What fails before the first event is answered with the "
            + "problem's status.";
        ok.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        ok.Content[EventStream.ContentType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }
}
