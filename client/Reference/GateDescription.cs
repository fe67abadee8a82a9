using System.Globalization;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Access.Sessions;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Tells what any operation can answer before its endpoint is asked, and how one is let in.</summary>
internal static class GateDescription
{
    private const string Bearer = "bearer";
    private const string ApiKey = "apiKey";
    private const string Session = "session";

    private static readonly (int Status, string Text)[] s_always =
    [
        (400, "The request can't be read"),
        (401, "No key, or none of the service's (any more)"),
        (403, "The key does not have the scope; or sent by another site's page, where it would change something"),
        (415, "The body is in a content encoding that is not read; Accept-Encoding says which are"),
        (421, "The Host is none of the server's names"),
        (422, "A value makes no sense, or is no text"),
        (429, "Too much work, or more requests than the key may make"),
        (500, "The service failed"),
        (503, "Not available now"),
    ];

    /// <summary>The keys, which are demanded where the server is told some: none is an alternative.</summary>
    public static Task DescribeKeys(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description =
                    "One of the service's keys, with the scope `caption`, or `jobs` for /v1/jobs, or `admin` for what says (admin).",
            },
            [ApiKey] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = AccessKeys.Header,
                Description = "The same in a header of its own.",
            },
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.SecureName,
                Description =
                    $"Of POST /v1/session, for pages of this server; '{SessionCookie.PlainName}' where there is no https. Never counts for "
                    + "what another site's page had sent.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKey, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Session, document)] = [] },
            [],
        ];
        return Task.CompletedTask;
    }

    public static async Task DescribeAnswers(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken);
        operation.Responses ??= [];
        foreach (var (status, text) in s_always)
        {
            operation.Responses.TryAdd(
                status.ToString(CultureInfo.InvariantCulture),
                new OpenApiResponse
                {
                    Description = text,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        ["application/problem+json"] = new() { Schema = problem },
                    },
                }
            );
        }
    }
}
