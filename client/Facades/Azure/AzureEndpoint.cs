using System.Text.Json;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;

namespace CaptionCluster.Client.Facades.Azure;

/// <summary>Azure Image Analysis 4.0: one picture, one caption.</summary>
internal sealed class AzureEndpoint(FacadeReader reader, FacadeCall call, AltTextStyles styles)
{
    /// <summary>POST /computervision/imageanalysis:analyze</summary>
    public async Task PostAsync(HttpContext http)
    {
        AzureRequest? asked = null;
        var outcome = await call.RunAsync(http, async cancellationToken =>
        {
            asked = AzureRequest.Parse(http.Request.Query);
            var options = new RequestOptions { Model = asked.Model };
            return new Upload(await ReadAsync(http.Request, cancellationToken), options);
        });
        await FacadeAnswer.WriteAsync(http.Response, AzureAnswer.Of(outcome, asked!, styles.Of(asked!.AltText)));
    }

    /// <summary>Bytes, or <c>{"url": …}</c>.</summary>
    private async ValueTask<Picture> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ContentTypes.IsJson(request.ContentType)) return await reader.ReadPictureAsync(request, cancellationToken);
        using var body = await reader.ReadJsonAsync(request, cancellationToken);
        var properties = FacadeJson.Properties(body.Root, "body").ToList();
        if (properties is [{ Name: "url", Value.ValueKind: JsonValueKind.String } url])
        {
            return await reader.TakeUrlAsync(request, body, url.Value, cancellationToken);
        }

        throw new InvalidOptionException("url", "The body must be {\"url\": \"…\"}, or a picture's bytes as application/octet-stream.");
    }
}

internal static class AzureRoutes
{
    public static void MapAzure(this IEndpointRouteBuilder app) => app
        .MapFacade("/computervision", new AzureProblems())
        .MapPost("imageanalysis:analyze", (HttpContext http, AzureEndpoint endpoint) => endpoint.PostAsync(http));
}
