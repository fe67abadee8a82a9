using System.Text.Json.Nodes;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.Azure;

/// <summary>
/// Problems as Azure's services tell them: <c>{"error": {"code", "message", "innererror"}}</c>, the code in a header too, and 400 for
/// whatever is wrong with a picture. The codes are those of the analyze call's documentation.
/// </summary>
internal sealed class AzureProblems : ProblemForm
{
    private const string InvalidRequest = "InvalidRequest";

    /// <summary>With a code of Azure's own.</summary>
    public static RequestRefusedException Refusal(string code, string message) => new(400, code, message);

    public override (int Status, JsonObject Json) Tell(Problem problem, IHeaderDictionary headers)
    {
        var (status, code, inner) = Of(problem.Status, CodeOf(problem));
        headers["x-ms-error-code"] = code;
        var error = new JsonObject { ["code"] = code, ["message"] = problem.Detail };
        if (inner is not null) error["innererror"] = new JsonObject { ["code"] = inner, ["message"] = problem.Detail };
        return (status, new JsonObject { ["error"] = error });
    }

    private static (int Status, string Code, string? Inner) Of(int status, string code) => (status, code) switch
    {
        (_, "urls-off" or ['s', 'o', 'u', 'r', 'c', 'e', '-', ..] or ['u', 'r', 'l', '-', ..]) => (400, InvalidRequest, "InvalidImageUrl"),
        (400, "malformed-json" or "http-400") => (400, InvalidRequest, "BadArgument"),
        (400, [>= 'A' and <= 'Z', ..]) => (400, InvalidRequest, code),
        (400, _) or (415, "unsupported-format") => (400, InvalidRequest, "InvalidImageFormat"),
        (413, _) => (400, InvalidRequest, "InvalidImageSize"),
        (422, _) or (404, "model-not-found") => (400, InvalidRequest, "BadArgument"),
        (500, _) => (500, "InternalServerError", null),
        (503, _) => (503, "ServiceUnavailable", null),
        (504, _) => (504, "Timeout", null),
        _ => (status, status.ToString(System.Globalization.CultureInfo.InvariantCulture), null),
    };
}
