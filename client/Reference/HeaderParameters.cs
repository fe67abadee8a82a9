using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Headers that say something to an endpoint.</summary>
internal static class HeaderParameters
{
    public static OpenApiParameter Of(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Description = description,
        };

    /// <summary>Of what makes a job.</summary>
    public static IEnumerable<IOpenApiParameter> OfJobs() =>
    [
        Of("Idempotency-Key", "The same key with the same body gives the same job; with another body, 422."),
        Of("Webhook-Url", "Called when the job has completed."),
        Of("Webhook-Secret", "Signs that call (Standard Webhooks, HMAC-SHA256); at least 16 characters."),
    ];

    /// <summary>Of a parameter that the framework knows, the words that it can be.</summary>
    public static Func<OpenApiOperation, OpenApiOperationTransformerContext, CancellationToken, Task> Words(
        string parameter, params string[] words) => (operation, _, _) =>
    {
        var described = operation.Parameters!.Single(known => known.Name == parameter);
        ((OpenApiSchema)described.Schema!).Enum = SchemaDescription.Words(words);
        return Task.CompletedTask;
    };

    public static Task DescribeEvents(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.Description =
            "An `item` for each picture that is decided, then one `end`. 204 when all was told before `Last-Event-ID`: an EventSource "
            + "then stops asking.";
        operation.Parameters = [.. operation.Parameters ?? [], Of("Last-Event-ID", "Where to go on: the id of the last event that came.")];
        return Task.CompletedTask;
    }
}
