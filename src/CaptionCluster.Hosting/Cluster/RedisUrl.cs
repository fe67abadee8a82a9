using System.Globalization;
using StackExchange.Redis;

namespace CaptionCluster.Hosting;

/// <summary>
/// <c>redis://user:password@host:port/database</c> as IANA has it, with TLS as <c>rediss://</c>; each part but the host may be missing.
/// Read by hand: <see cref="Uri"/> knows neither a password with an at sign, which people forget to encode, nor several hosts.
/// </summary>
internal static class RedisUrl
{
    private const string Plain = "redis";
    private const string Tls = "rediss";
    private const string Mark = "://";

    public static bool Is(string text) =>
        text.IndexOfAny([',', '=', '/']) is var first && first >= 0 && first == text.IndexOf(Mark, StringComparison.Ordinal) + 1;

    /// <returns>The options, or a sentence that says what is wrong.</returns>
    public static (ConfigurationOptions? Options, string? Problem) Read(string text)
    {
        var scheme = text[..text.IndexOf(Mark, StringComparison.Ordinal)].ToLowerInvariant();
        if (scheme is not (Plain or Tls)) return Refused("its scheme is neither redis nor rediss");
        var rest = text[(scheme.Length + Mark.Length)..];
        var (path, query) = Cut(rest, '?');
        (var authority, path) = Cut(path, '/');
        var at = authority.LastIndexOf('@');

        var redis = new ConfigurationOptions { Ssl = scheme == Tls };
        if (at >= 0) Identify(redis, authority[..at]);
        foreach (var server in authority[(at + 1)..].Split(','))
        {
            if (!RedisText.IsServer(server))
            {
                return Refused(
                    "what should be its host and port is not, or user and password before them have special characters that are not "
                    + "percent-encoded"
                );
            }

            redis.EndPoints.Add(server);
        }

        if (!TrySetDatabase(redis, path)) return Refused("what follows the slash after the host is no database's number");
        return Array.TrueForAll(query.Split('&', StringSplitOptions.RemoveEmptyEntries), option => TrySet(redis, option))
            ? (redis, null)
            : Refused("after the question mark only db, user and password are known");
    }

    private static void Identify(ConfigurationOptions redis, string userInformation)
    {
        var (user, password) = Cut(userInformation, ':');
        if (user.Length > 0) redis.User = Uri.UnescapeDataString(user);
        if (password.Length > 0) redis.Password = Uri.UnescapeDataString(password);
    }

    private static bool TrySet(ConfigurationOptions redis, string option)
    {
        var (name, value) = Cut(option, '=');
        switch (name)
        {
            case "db":
                return TrySetDatabase(redis, value);
            case "user" or "username":
                redis.User = Uri.UnescapeDataString(value);
                return true;
            case "password":
                redis.Password = Uri.UnescapeDataString(value);
                return true;
            default:
                return false;
        }
    }

    private static bool TrySetDatabase(ConfigurationOptions redis, string number)
    {
        if (number.Length == 0) return true;
        var isOne = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var database);
        redis.DefaultDatabase = database;
        return isOne;
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var found and >= 0 ? (text[..found], text[(found + 1)..]) : (text, "");

    private static (ConfigurationOptions?, string?) Refused(string why) =>
        (null, $"CaptionCluster:Cluster:ConnectionString is no URL of Redis: {why}. It looks like rediss://user:password@host:6380/0.");
}
