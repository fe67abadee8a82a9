using Microsoft.Extensions.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>Sections that name a server by its <c>ConnectionString</c>.</summary>
internal static class ServerSections
{
    /// <summary>A sentence when it names none; null when it does.</summary>
    public static string? ProblemOfServer(this IConfiguration configuration, string what, string server, string section) =>
        string.IsNullOrWhiteSpace(configuration[$"{section}:ConnectionString"])
            ? $"{what} in {server}, and nothing says where that is: set {section}:ConnectionString."
            : null;

    /// <summary>As sentences list what one may choose from.</summary>
    public static string OneOf(IEnumerable<string> names) =>
        names.ToList() is [.. var first, _, var last] all ? $"{string.Join(", ", all[..^1])} or {last}" : string.Concat(names);
}
