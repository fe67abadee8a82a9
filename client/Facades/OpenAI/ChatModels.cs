using System.Text.Json.Nodes;
using CaptionCluster.Client.Models;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>The models that are served, as OpenAI lists its own.</summary>
internal static class ChatModels
{
    /// <summary>GET /openai/v1/models</summary>
    public static Task ListAsync(HttpContext http, ModelCatalog models) => FacadeAnswer.WriteAsync(http.Response, new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. models.Models.Select(Describe)]),
    });

    /// <summary>GET /openai/v1/models/{name}</summary>
    public static Task GetAsync(HttpContext http, ModelCatalog models, string name) =>
        FacadeAnswer.WriteAsync(http.Response, Describe(models.FindServed(name)));

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
