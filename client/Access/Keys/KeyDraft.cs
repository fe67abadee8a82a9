using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>What a new key is to be, as someone wrote it. JSON has these names.</summary>
internal sealed record KeyDraft
{
    private const int MaxName = 100;
    private const int MaxTenant = 64;
    private const int MaxPerMinute = 1_000_000;
    private const int MaxAtOnce = 10_000;

    /// <summary>What it is for: up to 100 characters.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Any of caption, jobs, admin and metrics; caption and jobs when left out.</summary>
    [AllowedValues("caption", "jobs", "admin", "metrics")]
    public string[]? Scopes { get; init; }

    /// <summary>Whose jobs it sees: up to 64 letters, digits, '.', '_' and '-'. The key's own id when left out.</summary>
    public string? Tenant { get; init; }

    /// <summary>For ever when left out.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>At each front; any number when left out.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Under way at once, at each front; any number when left out.</summary>
    public int? ConcurrentRequests { get; init; }

    /// <returns>What is kept of a new key.</returns>
    /// <exception cref="InvalidOptionException">Something of it makes no sense.</exception>
    public ApiKey Make(string key, DateTimeOffset now)
    {
        Check(now);
        var hash = KeyHash.Of(key);
        var id = KeyText.IdOf(hash);
        return new ApiKey
        {
            Id = id,
            Name = Name!.Trim(),
            Hash = hash.ToString(),
            SessionHash = KeyHash.Of(KeyText.SessionSecretOf(key)).ToString(),
            Scopes = (Scopes ?? ["caption", "jobs"]).Aggregate(KeyScopes.None, (scopes, name) => scopes | KeyScopeNames.Parse(name)),
            Tenant = Tenant ?? id,
            CreatedAt = ToMillisecond(now),
            ExpiresAt = ExpiresAt is { } end ? ToMillisecond(end) : null,
            RequestsPerMinute = RequestsPerMinute,
            ConcurrentRequests = ConcurrentRequests,
        };
    }

    private void Check(DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > MaxName || Name.Any(char.IsControl))
        {
            throw new InvalidOptionException("name", $"'name' says what the key is for, in 1 to {MaxName} characters on one line.");
        }

        if (Scopes is [] || Scopes?.FirstOrDefault(name => KeyScopeNames.Parse(name) == KeyScopes.None) is not null)
        {
            throw new InvalidOptionException("scopes", $"'scopes' is one or more of {string.Join(", ", Names)}.");
        }

        if (Tenant is { } tenant && (tenant.Length is 0 or > MaxTenant || !tenant.All(IsOfTenant)))
        {
            throw new InvalidOptionException("tenant", $"'tenant' is 1 to {MaxTenant} letters, digits, '.', '_' and '-'.");
        }

        if (ExpiresAt <= now) throw new InvalidOptionException("expiresAt", "'expiresAt' is over already.");
        CheckLimit("requestsPerMinute", RequestsPerMinute, MaxPerMinute);
        CheckLimit("concurrentRequests", ConcurrentRequests, MaxAtOnce);
    }

    private static IEnumerable<string> Names => KeyScopeNames.All.Select(KeyScopeNames.NameOf);

    private static bool IsOfTenant(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-';

    private static void CheckLimit(string name, int? limit, int max)
    {
        if (limit < 1 || limit > max) throw new InvalidOptionException(name, $"'{name}' is from 1 to {max}; it is {limit}.");
    }

    private static DateTimeOffset ToMillisecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
