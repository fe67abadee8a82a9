using System.Globalization;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenInference;

/// <summary>Inference by the Open Inference Protocol: pictures in, captions out, a row each.</summary>
internal sealed class InferEndpoint(FacadeReader reader, FacadeCall call, ModelCatalog models, AltTextStyles styles)
{
    /// <summary>POST /v2/models/{model}[/versions/{version}]/infer</summary>
    public async Task PostAsync(HttpContext http, string model, string? version)
    {
        InferRequest? asked = null;
        ModelId? id = null;
        var rows = await call.RunAllAsync(http, async cancellationToken =>
        {
            id = OpenInferenceModels.Find(models, model, version).Description.Id;
            var body = await reader.ReadJsonAsync(http.Request, cancellationToken, JsonLengthOf(http.Request));
            try
            {
                asked = InferRequest.Parse(body.Root, model);
                return new FacadeRows(asked.Input.Pictures(body), asked.Options, body);
            }
            catch
            {
                body.Dispose();
                throw;
            }
        });
        await InferAnswer.WriteAsync(http.Response, asked!, id!, rows, styles.Usual);
    }

    /// <summary>Null where all of the body is JSON.</summary>
    private static int? JsonLengthOf(HttpRequest request)
    {
        if (request.Headers[InferAnswer.HeaderLength].ToString() is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new RequestRefusedException(
                400, "malformed-header", $"{InferAnswer.HeaderLength} must be the bytes of JSON that the body begins with.");
    }
}
