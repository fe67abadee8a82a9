using System.Globalization;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>What the command line says of a new key.</summary>
internal static class KeysArguments
{
    /// <summary>Null for arguments that make no sense.</summary>
    public static KeyDraft? Draft(string name, string[] rest, DateTimeOffset now)
    {
        var draft = new KeyDraft { Name = name };
        for (var i = 0; i < rest.Length; i += 2)
        {
            if (i + 1 == rest.Length || With(draft, rest[i], rest[i + 1], now) is not { } next) return null;
            draft = next;
        }

        return draft;
    }

    private static KeyDraft? With(KeyDraft draft, string option, string value, DateTimeOffset now) => option switch
    {
        "--scopes" => draft with { Scopes = value.Split(',', StringSplitOptions.TrimEntries) },
        "--tenant" => draft with { Tenant = value },
        "--expires" => Expiry(value, now) is { } end ? draft with { ExpiresAt = end } : null,
        "--per-minute" => Number(value) is { } limit ? draft with { RequestsPerMinute = limit } : null,
        "--at-once" => Number(value) is { } limit ? draft with { ConcurrentRequests = limit } : null,
        _ => null,
    };

    /// <summary>In so many days or hours, or at a time that is UTC unless it says otherwise.</summary>
    private static DateTimeOffset? Expiry(string value, DateTimeOffset now) => value switch
    {
        [.. var days, 'd'] when Number(days) is { } count => now + TimeSpan.FromDays(count),
        [.. var hours, 'h'] when Number(hours) is { } count => now + TimeSpan.FromHours(count),
        _ => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
    };

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000 ? number : null;
}
