using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access;

/// <summary>What those are told who are not let in.</summary>
internal static class AccessProblems
{
    public const string ScopeNeededCode = "scope-needed";

    public static readonly Problem KeyNeeded = Problem.Of(
        401,
        "key-needed",
        "An API key is needed",
        $"Send one of the service's keys as 'Authorization: Bearer …' or '{AccessKeys.Header}'. It may have expired or been revoked."
    );

    /// <summary>Whoever follows a link to the reference can send no header.</summary>
    public static readonly Problem KeyNeededToRead = KeyNeeded with
    {
        Detail = KeyNeeded.Detail + " In a browser, sign in on this server's page first.",
    };

    public static readonly Problem AdminOnly = Problem.Of(
        403,
        "admin-only",
        "Not allowed",
        "This needs a key with the scope 'admin', or the one in CaptionCluster:AdminKey, sent as 'Authorization: Bearer …' or "
            + $"'{AccessKeys.Header}'."
    );

    public static readonly Problem KeysNotRead = Problem.Of(
        503,
        "keys-not-read",
        "Not available now",
        "The store has not told yet which keys there are, so only those of the configuration are let in."
    ) with
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Problem ScopeNeeded(string scope) => Problem.Of(403, ScopeNeededCode, "Not allowed", LacksScope(scope));

    public static string LacksScope(string scope) => $"The key is good, and does not have the scope '{scope}' that this needs.";
}
