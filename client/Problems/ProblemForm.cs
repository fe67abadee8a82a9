using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Problems;

/// <summary>
/// How a problem is told by endpoints that speak another service's API; metadata of their routes. Wherever it arises, it is told so.
/// </summary>
internal abstract class ProblemForm
{
    /// <summary>The end of the problem's type, by which programs tell problems apart.</summary>
    public static string CodeOf(Problem problem) => problem.Type[(problem.Type.LastIndexOf('/') + 1)..];

    /// <summary>The status and the JSON that clients of that API expect. Headers are its own to add.</summary>
    public abstract (int Status, JsonObject Json) Tell(Problem problem, IHeaderDictionary headers);
}
