using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace CaptionCluster.Hosting;

/// <summary>
/// Where Redis is: StackExchange.Redis' configuration text, or a URL as hosters hand it out (<c>redis://</c>, <c>rediss://</c>). What can't
/// be read is refused without repeating any of it, as anything in it may be a password, or what a comma or a slash has left of one.
/// </summary>
internal static partial class RedisText
{
    /// <returns>The options, or a sentence that says what is wrong.</returns>
    public static (ConfigurationOptions? Options, string? Problem) Read(string text)
    {
        text = text.Trim();
        return RedisUrl.Is(text) ? RedisUrl.Read(text) : ReadKeywords(text);
    }

    /// <summary>Its servers, fit for messages.</summary>
    public static string NameOf(ConfigurationOptions redis) =>
        string.Join(" or ", redis.EndPoints.Select(server => server switch
        {
            DnsEndPoint named => $"{named.Host}:{PortOf(named.Port, redis)}",
            IPEndPoint known => $"{new IPEndPoint(known.Address, PortOf(known.Port, redis))}",
            _ => $"{server}",
        }));

    /// <summary>A host name or an address with or without a port, or a Unix socket's path.</summary>
    public static bool IsServer(string text) =>
        SocketPattern().IsMatch(text) || (ServerPattern().Match(text) is { Success: true } server && IsPort(server.Groups["port"].Value));

    private static (ConfigurationOptions?, string?) ReadKeywords(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var hasOption = false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length == 0) continue;
            var isOption = parts[i].IndexOf('=', StringComparison.Ordinal) > 0;
            if (isOption && Parse("localhost," + parts[i]) is null)
            {
                return Refused(i, "is no option that StackExchange.Redis knows, or has a value that it can't have");
            }

            if (!isOption && hasOption)
            {
                return Refused(i, "is no option (in a password a comma can't be written here: use the URL, with %2C for it)");
            }

            if (!isOption && !IsServer(parts[i]))
            {
                return Refused(i, "is neither a server nor an option");
            }

            hasOption |= isOption;
        }

        if (Array.TrueForAll(parts, part => part.Length == 0 || part.Contains('='))) return (null, Sentence("it names no server"));
        return Parse(text) is { } options ? (options, null) : (null, Sentence("its options don't go together"));
    }

    private static (ConfigurationOptions?, string?) Refused(int part, string why) =>
        (null, Sentence(string.Create(CultureInfo.InvariantCulture, $"of its parts between commas the {Ordinal(part + 1)} {why}")));

    private static string Sentence(string why) =>
        $"CaptionCluster:Cluster:ConnectionString can't be read: {why}. It looks like host:6379,password=…,ssl=true or "
        + "rediss://user:password@host:6380/0.";

    /// <summary>Null for whatever the driver refuses, in whatever way it does: its messages repeat the text.</summary>
    private static ConfigurationOptions? Parse(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The driver's own for a server without one.</summary>
    private static int PortOf(int port, ConfigurationOptions redis) =>
        (port, redis.Ssl) switch
        {
            (0, false) => 6379,
            (0, true) => 6380,
            _ => port,
        };

    private static string Ordinal(int number) => number switch { 1 => "1st", 2 => "2nd", 3 => "3rd", _ => $"{number}th" };

    private static bool IsPort(string digits) =>
        digits.Length == 0
        || (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort);

    [GeneratedRegex(@"^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::(?<port>\d+))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServerPattern();

    [GeneratedRegex(@"^!/[\w./-]+$", RegexOptions.None, 1000)]
    private static partial Regex SocketPattern();
}
