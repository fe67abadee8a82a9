using System.Text.Json.Nodes;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>
/// Problems as OpenAI tells them: <c>{"error": {"message", "type", "param", "code"}}</c>, and 400 for whatever is wrong with a request's
/// body.
/// </summary>
internal sealed class ChatProblems : ProblemForm
{
    public static InvalidOptionException Unsupported(string name) =>
        new(name, $"'{name}' is not done here: one picture gets one sentence.");

    public override (int Status, JsonObject Json) Tell(Problem problem, IHeaderDictionary headers)
    {
        var error = new JsonObject
        {
            ["message"] = problem.Detail,
            ["type"] = problem.Status switch
            {
                403 => "permission_error",
                429 => "rate_limit_error",
                >= 500 => "server_error",
                _ => "invalid_request_error",
            },
            ["param"] = problem.Option,
            ["code"] = problem.Status switch
            {
                401 => "invalid_api_key",
                429 => "rate_limit_exceeded",
                _ => CodeOf(problem).Replace('-', '_'),
            },
        };
        return (problem.Status is 413 or 415 or 422 ? 400 : problem.Status, new JsonObject { ["error"] = error });
    }
}
