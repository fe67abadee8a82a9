using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Imaging;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Tells what the framework can't see, as these endpoints read their requests themselves.</summary>
internal static class CaptionDescription
{
    public static Task DescribePost(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.Description =
            $"The body is the picture: {AcceptedFormats.NamesAndParts}, told by its content whatever the content type says; "
            + "or a form with one `file`; or JSON. It may be in Content-Encoding gzip, deflate or br. "
            + "`base64` may be in lines, base64url or a data: URL. "
            + "`sha256` names a picture that was sent before. "
            + "`url` is fetched (http or https, public addresses only) where the server is set to, else 403 `/problems/urls-off`; "
            + "what its host did wrong is told with 424. "
            + "With `Accept: text/event-stream` the words come as they are decided, and the answer as the last event.";
        if (operation.Responses?["200"] is OpenApiResponse ok) StreamDescription.Describe(ok);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["image/*"] = new() { Schema = Binary() },
                ["application/octet-stream"] = new() { Schema = Binary() },
                ["multipart/form-data"] = new() { Schema = Object(("file", Binary())) },
                ["application/json"] = new() { Schema = JsonRequest() },
            },
        };
        operation.Parameters =
        [
            .. operation.Parameters ?? [],
            .. OptionParameters(),
            HeaderParameters.Of(
                "Prefer",
                "`respond-async` makes a job of it, answered with 202; `wait=SECONDS` waits no longer (RFC 7240)."
            ),
            .. HeaderParameters.OfJobs(),
        ];
        return Task.CompletedTask;
    }

    public static Task DescribeGet(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.Description = "The SHA-256 is of the picture's bytes as uploaded. Model and decoding options say which of its captions.";
        operation.Parameters = [.. operation.Parameters ?? [], .. OptionParameters()];
        return Task.CompletedTask;
    }

    /// <summary>Of what is kept already, for which only the alt text can still be chosen.</summary>
    public static Task DescribeResults(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.Parameters = [.. operation.Parameters ?? [], .. AltTextParameters()];
        return Task.CompletedTask;
    }

    public static IEnumerable<IOpenApiParameter> OptionParameters() =>
    [
        Query("model", Of(JsonSchemaType.String), "A name of /v1/models; the first of them when left out."),
        .. DecodingOption.All.Select(option => Query(option.Name, DecodingDescription.Schema(option), option.Description)),
        .. AltTextParameters(),
        new OpenApiParameter
        {
            Name = "include",
            In = ParameterLocation.Query,
            Schema = IncludeList(),
            Style = ParameterStyle.Form,
            Explode = false,
            Description = $"Any of {Includes.Names}, separated by commas.",
        },
    ];

    public static IEnumerable<IOpenApiParameter> AltTextParameters() =>
        AltTextChoice.Options.Select(option => Query(option.Name, SchemaOf(option), option.Description));

    private static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description };

    private static OpenApiSchema JsonRequest() => Object(
        ("image", Object(("base64", Of(JsonSchemaType.String)), ("sha256", Of(JsonSchemaType.String)), ("url", Url()))),
        ("model", Of(JsonSchemaType.String)),
        ("decoding", Object([.. DecodingOption.All.Select(option => (option.Name, DecodingDescription.Schema(option)))])),
        ("altText", Object([.. AltTextChoice.Options.Select(option => (option.Name, SchemaOf(option)))])),
        ("include", IncludeList()));

    private static OpenApiSchema IncludeList() => new()
    {
        Type = JsonSchemaType.Array,
        Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = SchemaDescription.Words(Includes.Words) },
    };

    private static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] properties) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Properties = properties.ToDictionary(
                property => property.Name,
                IOpenApiSchema (property) => property.Schema,
                StringComparer.Ordinal
            ),
        };

    private static OpenApiSchema SchemaOf((string Name, object Kind, double? Min, double? Max, string Description) option) =>
        DecodingDescription.Schema(option.Kind, option.Description, option.Min, option.Max);

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema Url() =>
        new() { Type = JsonSchemaType.String, Format = "uri", MaxLength = JsonRequestParser.MaxUrl, Description = "http, https or data." };

    private static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };
}
