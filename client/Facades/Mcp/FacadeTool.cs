using System.Text.Json;
using CaptionCluster.Client.Problems;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace CaptionCluster.Client.Facades.Mcp;

/// <summary>
/// A tool that only reads. Its arguments stay what the message has, as a picture would be held once more as text; its problems are its
/// result, so that the model sees them.
/// </summary>
internal abstract partial class FacadeTool(
    IHttpContextAccessor http, ILogger<FacadeTool> logger, string name, string description, string schema)
    : McpServerTool
{
    private static readonly Dictionary<string, JsonElement> s_none = new(StringComparer.Ordinal);

    public override Tool ProtocolTool { get; } = new()
    {
        Name = name,
        Description = description,
        InputSchema = JsonElement.Parse(schema),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, DestructiveHint = false, OpenWorldHint = false },
    };

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AnswerAsync(http.HttpContext!, request.Params.Arguments ?? s_none, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var problem = ProblemMap.From(error);
            if (problem.Status >= 500 && problem.RetryAfter is null) LogFailed(error, name, problem.Type);
            return new CallToolResult
            {
                IsError = true,
                Content = [new TextContentBlock { Text = problem.Detail }],
                StructuredContent = JsonSerializer.SerializeToElement(problem, ProblemJson.Default.Problem),
            };
        }
    }

    protected abstract Task<CallToolResult> AnswerAsync(
        HttpContext http, IDictionary<string, JsonElement> arguments, CancellationToken cancellationToken);

    [LoggerMessage(LogLevel.Error, "Tool {Tool} failed: {Problem}")]
    private partial void LogFailed(Exception exception, string tool, string problem);
}
