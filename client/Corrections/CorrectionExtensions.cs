using CaptionCluster.Client.Access;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Reference;
using Microsoft.AspNetCore.Mvc;

namespace CaptionCluster.Client.Corrections;

internal static class CorrectionExtensions
{
    private const long MaxBytes = 16 * 1024;

    public static void AddCorrections(this WebApplicationBuilder builder) => builder.Services.AddSingleton<CorrectionEndpoints>();

    public static void MapCorrections(this WebApplication app)
    {
        var correction = app.MapApi("/captions/{sha256}/correction").WithTags("Corrections");

        correction.MapPut("", (HttpContext http, string sha256, CorrectionEndpoints endpoints) => endpoints.PutAsync(http, sha256))
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .WithSummary("A person's sentence in the place of the model's, at every front within a second")
            .Accepts<CorrectionDraft>("application/json")
            .Produces<CaptionAnswer>()
            .ProducesProblems(400, 404, 413, 422, 503, 504)
            .AddOpenApiOperationTransformer(CaptionDescription.DescribeGet);

        correction.MapDelete("", (HttpContext http, string sha256, CorrectionEndpoints endpoints) => endpoints.DeleteAsync(http, sha256))
            .WithSummary("Takes that sentence back: the model's is answered again")
            .Produces(204)
            .ProducesProblems(400, 404, 422, 503, 504)
            .AddOpenApiOperationTransformer(CaptionDescription.DescribeGet);

        app.MapApi("/corrections").RequireAdmin().WithTags("Corrections")
            .MapGet("", (HttpContext http, CorrectionEndpoints endpoints) => endpoints.ListAsync(http))
            .WithSummary("Every correction as a line of JSON, to learn from (admin)")
            .Produces<CorrectionLine>(200, "application/x-ndjson")
            .ProducesProblems(403, 503);
    }
}
