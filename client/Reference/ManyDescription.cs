using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Tells how many pictures are sent in one request.</summary>
internal static class ManyDescription
{
    private const string Body = "The body is a form with a `file` for each picture (option fields before the first), or JSON lines, each "
        + "`{\"id\": \"…\", \"image\": {\"base64\": \"…\"}}` or `{\"image\": {\"sha256\": \"…\"}}` for a picture that was sent before, "
        + "or `{\"image\": {\"url\": \"…\"}}` where the server fetches pictures, and "
        + "`model`, `decoding` and `include` as in `POST /v1/captions`.";

    public static Task DescribeBatch(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        Describe(
            operation,
            Body
                + " Lines come as pictures are done, each with its `index` and a `result` or an `error`; read them while you send. "
                + "The pictures' answers keep the pace of the slower end."
        );
        return Task.CompletedTask;
    }

    public static Task DescribeJob(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        Describe(operation, Body + " `POST /v1/captions` with `Prefer: respond-async` makes a job of one picture. "
            + "All its pictures have the same options. Pictures by URL are fetched before the answer.");
        operation.Parameters = [.. operation.Parameters ?? [], .. HeaderParameters.OfJobs()];
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOperation operation, string text)
    {
        operation.Description = text;
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
                ["application/x-ndjson"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        };
        operation.Parameters = [.. operation.Parameters ?? [], .. CaptionDescription.OptionParameters()];
    }
}
