using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Problems;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Facades.Mcp;

/// <summary>
/// Reads a message before the protocol's own parser does, within the budgets of uploads: that one would make a tree of whatever comes.
/// </summary>
internal sealed class McpBody(FacadeReader reader, IOptions<FacadeOptions> options)
{
    public RequestDelegate Before(RequestDelegate next) =>
        http => HttpMethods.IsPost(http.Request.Method) ? ReadAsync(http, next) : next(http);

    private async Task ReadAsync(HttpContext http, RequestDelegate next)
    {
        if (!ContentTypes.IsJson(http.Request.ContentType))
        {
            throw new RequestRefusedException(415, "unsupported-body", "A message is sent as application/json.");
        }

        using var bytes = await reader.ReadTextAsync(http.Request, options.Value.McpMaxBytes, http.RequestAborted);
        FacadeJson.Parse(bytes.Memory).Dispose();
        var sent = http.Request.Body;
        http.Request.Body = PipeReader.Create(new ReadOnlySequence<byte>(bytes.Memory)).AsStream();
        try
        {
            await next(http);
        }
        catch (JsonException error) when (!http.Response.HasStarted)
        {
            throw new RequestRefusedException(400, "malformed-message", "The body is no message of the protocol: " + error.Message, error);
        }
        finally
        {
            http.Request.Body = sent;
        }
    }
}
