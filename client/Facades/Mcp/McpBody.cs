using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
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
        using var bytes = await reader.ReadTextAsync(http.Request, options.Value.McpMaxBytes, http.RequestAborted);
        Check(bytes.Span);
        var sent = http.Request.Body;
        http.Request.Body = PipeReader.Create(new ReadOnlySequence<byte>(bytes.Memory)).AsStream();
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Body = sent;
        }
    }

    private static void Check(ReadOnlySpan<byte> message)
    {
        try
        {
            FacadeJson.Check(message);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The parser finds it too, and says so in the protocol's words.
        }
    }
}
