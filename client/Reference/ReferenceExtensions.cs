using System.Text.Json.Serialization;
using CaptionCluster.Client.Access;
using Microsoft.AspNetCore.Authorization;
using Scalar.AspNetCore;

namespace CaptionCluster.Client.Reference;

/// <summary>The description of the API and the page that shows it. Nothing of it is loaded from elsewhere.</summary>
internal static class ReferenceExtensions
{
    public static void AddReference(this WebApplicationBuilder builder)
    {
        // Numbers are numbers; else the description says that each may be a text too.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddOpenApi(
            "v1",
            options =>
                options
                    .AddSchemaTransformer(SchemaDescription.DescribeWords)
                    .AddSchemaTransformer(SchemaDescription.DescribeProblems)
                    .AddSchemaTransformer(SchemaDescription.DescribeLeftOut)
                    .AddOperationTransformer(GateDescription.DescribeAnswers)
                    .AddDocumentTransformer(GateDescription.DescribeKeys)
                    .AddDocumentTransformer(
                        (document, _, _) =>
                        {
                            document.Info.Title = "CaptionCluster";
                            document.Info.Description =
                                "A picture goes in, a sentence comes out. Errors are problem details (RFC 9457) with a stable `type`. "
                                + "At the gate, any request may be "
                                + "answered with 401 `/problems/key-needed`, 403 `/problems/scope-needed`, 421 `/problems/unknown-host` or "
                                + "429 `/problems/too-many-requests`, and one that changes something with 403 `/problems/cross-site`.";
                            return Task.CompletedTask;
                        }
                    )
                    .AddDocumentTransformer(ExampleDescription.DescribeAsync)
        );
    }

    public static void MapReference(this WebApplication app)
    {
        var reference = app.MapGroup("").RequireAuthorization(AccessScope.Reference);
        ((IEndpointConventionBuilder)reference).Finally(CloseToAnyone);
        reference.MapOpenApi();
        reference.MapScalarApiReference("/docs", options =>
        {
            options.Title = "CaptionCluster API";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.Agent = new ScalarAgentOptions { Disabled = true };
            options.Mcp = new ScalarMcpOptions { Disabled = true };
        });
    }

    /// <summary>The page's scripts say that they are for anyone; they are for those who may see the page.</summary>
    private static void CloseToAnyone(EndpointBuilder endpoint)
    {
        foreach (var open in endpoint.Metadata.OfType<IAllowAnonymous>().ToArray()) endpoint.Metadata.Remove(open);
    }
}
