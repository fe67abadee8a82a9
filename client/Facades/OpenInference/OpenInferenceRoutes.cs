using System.Text.Json.Nodes;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenInference;

/// <summary>
/// The Open Inference Protocol 2 over HTTP, which KServe, Triton and others speak (kserve/open-inference-protocol, inference_rest.md).
/// </summary>
internal static class OpenInferenceRoutes
{
    public static void MapOpenInference(this IEndpointRouteBuilder app)
    {
        var facade = app.MapFacade("/v2", new OpenInferenceProblems());
        facade.MapGet("", (HttpContext http) => OpenInferenceModels.DescribeServerAsync(http));
        facade.MapGet("health/live", (HttpContext http) => FacadeAnswer.WriteAsync(http.Response, new JsonObject { ["live"] = true }))
            .AllowAnonymous();
        facade.MapGet("health/ready", (HttpContext http, ModelCatalog models) => OpenInferenceModels.TellReadyAsync(http, models))
            .AllowAnonymous();
        foreach (var address in new[] { "models/{model}", "models/{model}/versions/{version}" }) MapModel(facade, address);
    }

    private static void MapModel(RouteGroupBuilder facade, string address)
    {
        facade.MapGet(address, (HttpContext http, ModelCatalog models, string model, string? version) =>
            OpenInferenceModels.DescribeModelAsync(http, OpenInferenceModels.Find(models, model, version)));
        facade.MapGet(address + "/ready", (HttpContext http, ModelCatalog models, string model, string? version) =>
            OpenInferenceModels.TellModelReadyAsync(http, OpenInferenceModels.Find(models, model, version)));
        facade.MapPost(address + "/infer", (HttpContext http, InferEndpoint endpoint, string model, string? version) =>
            endpoint.PostAsync(http, model, version));
    }
}

/// <summary>Problems as the protocol tells them: <c>{"error": "…"}</c>.</summary>
internal sealed class OpenInferenceProblems : ProblemForm
{
    public override (int Status, JsonObject Json) Tell(Problem problem, IHeaderDictionary headers) =>
        (problem.Status, new JsonObject { ["error"] = problem.Detail });
}
