using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Access.Sessions;

namespace CaptionCluster.Client.Access;

/// <summary>The service's keys, and whether one is needed.</summary>
internal sealed class AccessKeys(KeyBook book, ConfiguredKeys configured, TimeProvider time)
{
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    /// <summary>Captions are for those who hold a key.</summary>
    public bool AreDemanded => configured.AreDemanded || book.Current.IsDemandedByStore;

    /// <summary>Keys were made while the service ran: what concerns everyone is for those who hold an admin's.</summary>
    public bool AreMade => book.Current.IsDemandedByStore;

    public bool AreMadeForMetrics => book.Current.DemandedByStore.HasFlag(KeyScopes.Metrics);

    /// <summary>The store has told whether there are any.</summary>
    public bool AreRead => book.IsRead;

    /// <summary>Whose keys there are or were.</summary>
    public IEnumerable<string> Tenants =>
        book.Current.All.Select(key => key.Key.Tenant).Distinct(StringComparer.Ordinal);

    public static string? Of(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        return authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim()
            : request.Headers[Header];
    }

    /// <summary>
    /// By what key a request is to be let in. A cookie counts only where the browser does not say that another site's page made it send it.
    /// </summary>
    public KnownKey? Find(HttpRequest request)
    {
        if (Of(request) is { } sent) return Find(sent);
        return SessionCookie.Of(request) is { } session && !Elsewhere.IsFromThere(request)
            ? SessionCookie.Read(session, this, time.GetUtcNow())
            : null;
    }

    /// <summary>Null for a key that is none of ours, or is one no longer.</summary>
    public KnownKey? Find(string key) => Live(book.Current.Find(KeyHash.Of(key)));

    /// <inheritdoc cref="Find(string)"/>
    public KnownKey? FindById(string id) => Live(book.Current.Find(id));

    private KnownKey? Live(KnownKey? key) => key?.IsLive(time.GetUtcNow()) == true ? key : null;
}
