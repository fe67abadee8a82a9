using System.Text.Json;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Jobs;
using CaptionCluster.Client.Jobs.Answers;
using ModelContextProtocol.Protocol;

namespace CaptionCluster.Client.Facades.Mcp;

/// <summary>describe_job: how a job stands, and a page of its results.</summary>
internal sealed class DescribeJobTool(IHttpContextAccessor http, ILogger<FacadeTool> logger, JobEndpoints jobs) : FacadeTool(
    http,
    logger,
    "describe_job",
    "Tells how a job of many pictures stands, with some of its captions.",
    """
    {"type":"object","additionalProperties":false,"required":["id"],"properties":{
      "id":{"type":"string","description":"The job's id, as POST /v1/jobs gave it."},
      "after":{"type":"integer","minimum":0,"description":"Where to go on: 'next' of the page before."},
      "max":{"type":"integer","minimum":0,"maximum":1000,"description":"Results at most; 20 when left out."}}}
    """)
{
    private const int FewResults = 20;

    protected override async Task<CallToolResult> AnswerAsync(
        HttpContext http, IDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        AccessPolicy.Demand(http.Request, KeyScopes.Jobs); // As at /v1/jobs; the facade's own address asks for captions' scope.
        var unknown = arguments.Keys.FirstOrDefault(name => name is not ("id" or "after" or "max"));
        if (unknown is not null) throw new InvalidOptionException(unknown, "Known are 'id', 'after' and 'max'.");
        if (!arguments.TryGetValue("id", out var id)) throw new InvalidOptionException("id", "'id' is missing.");
        var max = Whole(arguments, "max") is { } most ? (int)Math.Clamp(most, int.MinValue, int.MaxValue) : FewResults;
        var answer = await jobs.DescribeAsync(
            AccessPolicy.TenantOf(http.Request),
            FacadeJson.Text(id, "id"),
            Whole(arguments, "after"),
            max,
            http.Request.PathBase,
            altText: null,
            cancellationToken
        );
        var json = JsonSerializer.SerializeToElement(answer, JobJson.Default.JobAnswer);
        return new CallToolResult { Content = [new TextContentBlock { Text = json.GetRawText() }], StructuredContent = json };
    }

    private static long? Whole(IDictionary<string, JsonElement> arguments, string name)
    {
        if (!arguments.TryGetValue(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0
            ? number
            : throw new InvalidOptionException(name, $"'{name}' must be a whole number, 0 or more.");
    }
}
