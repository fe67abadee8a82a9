using System.Text.Json.Nodes;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenInference;

/// <summary>What there is, in the protocol's words: a model's version is its revision.</summary>
internal static class OpenInferenceModels
{
    /// <exception cref="RequestRefusedException">No such model, or not in that version.</exception>
    public static ServedModel Find(ModelCatalog models, string name, string? version)
    {
        var model = models.FindServed(name);
        return version is null || version == model.Description.Id.Revision
            ? model
            : throw new RequestRefusedException(
                404, "no-such-version", $"The model '{name}' is served in version {model.Description.Id.Revision} alone.");
    }

    /// <summary>GET /v2</summary>
    public static Task DescribeServerAsync(HttpContext http) => FacadeAnswer.WriteAsync(http.Response, new JsonObject
    {
        ["name"] = "captioncluster",
        ["version"] = typeof(OpenInferenceModels).Assembly.GetName().Version!.ToString(3),
        ["extensions"] = new JsonArray("binary_tensor_data"),
    });

    /// <summary>GET /v2/models/{model}[/versions/{version}]</summary>
    public static Task DescribeModelAsync(HttpContext http, ServedModel model) => FacadeAnswer.WriteAsync(http.Response, new JsonObject
    {
        ["name"] = model.Description.Id.Name,
        ["versions"] = new JsonArray(model.Description.Id.Revision),
        ["platform"] = "onnxruntime_" + model.Description.Family,
        ["inputs"] = new JsonArray(Tensor(InferRequest.InputName, InferRequest.BytesType)),
        ["outputs"] = new JsonArray(Tensor(InferAnswer.Caption, InferRequest.BytesType), Tensor(InferAnswer.Confidence, "FP32")),
    });

    /// <summary>GET /v2/health/ready: 200 or, as the protocol wants it, a status of 4xx.</summary>
    public static Task TellReadyAsync(HttpContext http, ModelCatalog models)
    {
        var isReady = models.NotReadyReason is null;
        if (!isReady) http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return FacadeAnswer.WriteAsync(http.Response, new JsonObject { ["ready"] = isReady });
    }

    /// <summary>GET /v2/models/{model}[/versions/{version}]/ready: those that are served are.</summary>
    public static Task TellModelReadyAsync(HttpContext http, ServedModel model) =>
        FacadeAnswer.WriteAsync(http.Response, new JsonObject { ["name"] = model.Description.Id.Name, ["ready"] = true });

    private static JsonObject Tensor(string name, string type) =>
        new() { ["name"] = name, ["datatype"] = type, ["shape"] = new JsonArray(-1) };
}
