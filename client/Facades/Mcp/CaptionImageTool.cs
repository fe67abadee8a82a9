using System.Text.Json;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Problems;
using ModelContextProtocol.Protocol;

namespace CaptionCluster.Client.Facades.Mcp;

/// <summary>caption_image: one picture, one sentence.</summary>
internal sealed class CaptionImageTool(
    IHttpContextAccessor http, ILogger<FacadeTool> logger, FacadeReader reader, FacadeCall call, AltTextStyles styles)
    : FacadeTool(
    http,
    logger,
    "caption_image",
    "Describes a picture in one English sentence. Give exactly one of base64, sha256 and url.",
    """
    {"type":"object","additionalProperties":false,"properties":{
      "base64":{"type":"string","description":"The picture file in base64, or a data: URL of it."},
      "sha256":{"type":"string","pattern":"^[0-9A-Fa-f]{64}$","description":"The SHA-256 of a picture that was captioned before."},
      "url":{"type":"string","description":"A data: URL; others are fetched only where the server allows it."},
      "model":{"type":"string","description":"The name of a model; the server's default when left out."}}}
    """)
{
    protected override async Task<CallToolResult> AnswerAsync(
        HttpContext http, IDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        var outcome = await call.RunAsync(http, async leaving => await ReadAsync(http.Request, arguments, leaving));
        var answer = CaptionAnswer.Of(outcome, default, styles.Usual);
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = answer.Caption }],
            StructuredContent = JsonSerializer.SerializeToElement(answer, AnswerJson.Default.CaptionAnswer),
        };
    }

    private async ValueTask<Upload> ReadAsync(
        HttpRequest request, IDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        var sources = arguments.Where(argument => argument.Key != "model").ToList();
        if (sources is not [{ Key: "base64" or "sha256" or "url" } source])
        {
            throw new InvalidOptionException(
                "base64", "Exactly one of 'base64', 'sha256' and 'url' is needed, and 'model' if it is not the default one.");
        }

        if (source.Value.ValueKind != JsonValueKind.String)
        {
            throw new InvalidOptionException(source.Key, $"'{source.Key}' must be a string.");
        }
        var options = new RequestOptions { Model = arguments.TryGetValue("model", out var model) ? FacadeJson.Text(model, "model") : null };
        if (source.Key == "sha256") return new Upload(reader.PictureOf(request, DigestOf(source.Value)), options);
        if (source.Key == "url" && !FacadeBody.IsDataUrl(source.Value))
        {
            return new Upload(await reader.FetchAsync(request, source.Value, cancellationToken), options);
        }

        return new Upload(await reader.CopyBase64Async(request, source.Value, cancellationToken), options);
    }

    private static ImageDigest DigestOf(JsonElement text) => Digests.Parse(FacadeJson.Text(text, "sha256"), 422);
}
