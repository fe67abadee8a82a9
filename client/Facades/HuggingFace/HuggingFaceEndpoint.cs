using System.Text.Json.Nodes;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.HuggingFace;

/// <summary>Hugging Face's image-to-text: the picture's bytes, or JSON that has it.</summary>
internal sealed class HuggingFaceEndpoint(FacadeReader reader, FacadeCall call)
{
    /// <summary>POST /huggingface, /huggingface/models/{model}</summary>
    /// <param name="model">Null for the default.</param>
    public async Task PostAsync(HttpContext http, string? model)
    {
        var isSingle = IsSingle(http.Request.Query);
        var outcome = await call.RunAsync(http, cancellationToken => ReadAsync(http.Request, model, cancellationToken));
        var text = new JsonObject { ["generated_text"] = outcome.Known.Caption.Text };
        await FacadeAnswer.WriteAsync(http.Response, isSingle ? text : new JsonArray(text));
    }

    private async ValueTask<Upload> ReadAsync(HttpRequest request, string? model, CancellationToken cancellationToken)
    {
        if (!ContentTypes.IsJson(request.ContentType))
        {
            return new Upload(await reader.ReadPictureAsync(request, cancellationToken), new RequestOptions { Model = model });
        }

        using var body = await reader.ReadJsonAsync(request, cancellationToken);
        var (inputs, options) = HuggingFaceRequest.Parse(body.Root);
        return new Upload(body.TakeBase64(inputs), options with { Model = model });
    }

    /// <summary>
    /// The service answers with a list, and its client for Python takes nothing else; <c>@huggingface/inference</c> 4 takes nothing but
    /// the list's one object. Nothing else in their requests tells them apart.
    /// </summary>
    private static bool IsSingle(IQueryCollection query)
    {
        if (query.Count == 0) return false;
        if (query.Count == 1 && query["output"].ToString() is ("object" or "list") and var output) return output == "object";
        throw new InvalidOptionException("output", "The query may have 'output=object' or 'output=list' and nothing else.");
    }
}

/// <summary>Problems as its API tells them: <c>{"error": "…"}</c>.</summary>
internal sealed class HuggingFaceProblems : ProblemForm
{
    public override (int Status, JsonObject Json) Tell(Problem problem, IHeaderDictionary headers) =>
        (problem.Status, new JsonObject { ["error"] = HuggingFaceRequest.Rename(problem.Detail), ["error_type"] = CodeOf(problem) });
}

internal static class HuggingFaceRoutes
{
    public static void MapHuggingFace(this IEndpointRouteBuilder app)
    {
        var facade = app.MapFacade("/huggingface", new HuggingFaceProblems());
        facade.MapPost("", (HttpContext http, HuggingFaceEndpoint endpoint) => endpoint.PostAsync(http, model: null));
        facade.MapPost(
            "models/{**model}", (HttpContext http, string model, HuggingFaceEndpoint endpoint) => endpoint.PostAsync(http, model));
    }
}
