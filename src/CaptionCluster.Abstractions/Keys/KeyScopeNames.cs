namespace CaptionCluster;

/// <summary>How scopes are written, to clients and in stores.</summary>
public static class KeyScopeNames
{
    public static readonly IReadOnlyList<KeyScopes> All = [KeyScopes.Caption, KeyScopes.Jobs, KeyScopes.Admin, KeyScopes.Metrics];

    /// <param name="scope">One of them.</param>
    public static string NameOf(KeyScopes scope) => scope switch
    {
        KeyScopes.Caption => "caption",
        KeyScopes.Jobs => "jobs",
        KeyScopes.Admin => "admin",
        KeyScopes.Metrics => "metrics",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Not one scope."),
    };

    public static string[] NamesOf(KeyScopes scopes) => [.. All.Where(scope => scopes.HasFlag(scope)).Select(NameOf)];

    /// <summary>None for a name that is none: a newer program may know more.</summary>
    public static KeyScopes Parse(string name) => All.FirstOrDefault(scope => NameOf(scope) == name);
}
