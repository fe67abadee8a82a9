using System.Text.Json.Nodes;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>The models that are served, as OpenAI lists its own.</summary>
internal static class ChatModels
{
    /// <exception cref="RequestRefusedException">No model of that name: none stands for another.</exception>
    public static ServedModel Find(ModelCatalog models, string name) =>
        models.Models.Count == 0 || models.Models.Any(model => model.Description.Id.Name.Equals(name, StringComparison.Ordinal))
            ? models.Find(name)
            : throw new RequestRefusedException(404, "model-not-found", $"The model '{Excerpt.Of(name)}' does not exist; /openai/v1/models lists those that are served.");

    /// <summary>GET /openai/v1/models</summary>
    public static Task ListAsync(HttpContext http, ModelCatalog models) => FacadeAnswer.WriteAsync(http.Response, new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. models.Models.Select(Describe)]),
    });

    /// <summary>GET /openai/v1/models/{name}</summary>
    public static Task GetAsync(HttpContext http, ModelCatalog models, string name) => FacadeAnswer.WriteAsync(http.Response, Describe(Find(models, name)));

    /// <summary>When it was made is not known.</summary>
    private static JsonObject Describe(ServedModel model) =>
        new() { ["id"] = model.Description.Id.Name, ["object"] = "model", ["created"] = 0, ["owned_by"] = "captioncluster" };
}

internal static class ChatRoutes
{
    public static void MapOpenAI(this IEndpointRouteBuilder app)
    {
        var facade = app.MapFacade("/openai/v1", new ChatProblems());
        facade.MapPost("chat/completions", (HttpContext http, ChatEndpoint endpoint) => endpoint.PostAsync(http));
        facade.MapGet("models", (HttpContext http, ModelCatalog models) => ChatModels.ListAsync(http, models));
        facade.MapGet("models/{name}", (HttpContext http, ModelCatalog models, string name) => ChatModels.GetAsync(http, models, name));
    }
}
