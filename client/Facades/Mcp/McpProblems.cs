using System.Text.Json.Nodes;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.Mcp;

/// <summary>Problems of a whole message, as JSON-RPC 2.0 tells them; those of a tool are its result.</summary>
internal sealed class McpProblems : ProblemForm
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;

    /// <summary>Of those that JSON-RPC leaves to servers.</summary>
    private const int ServerError = -32000;

    public override (int Status, JsonObject Json) Tell(Problem problem, IHeaderDictionary headers) => (problem.Status, new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = null,
        ["error"] = new JsonObject
        {
            ["code"] = CodeOf(problem) switch
            {
                "malformed-json" => ParseError,
                "malformed-message" => InvalidRequest,
                _ => ServerError,
            },
            ["message"] = problem.Detail,
            ["data"] = new JsonObject { ["type"] = problem.Type },
        },
    });
}
