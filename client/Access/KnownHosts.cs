using System.Net;
using Microsoft.Extensions.Primitives;

namespace CaptionCluster.Client.Access;

/// <summary>
/// The names that this server is known by: those of <c>AllowedHosts</c>, else those that mean the same machine wherever they are asked for.
/// A stranger's name that was pointed at this machine (DNS rebinding) is none of them, as the browser sends the name.
/// </summary>
internal sealed class KnownHosts(IConfiguration configuration)
{
    private readonly StringSegment[] _allowed =
    [
        .. (configuration["AllowedHosts"] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Normal),
    ];

    /// <summary>Someone said which names there are.</summary>
    public bool AreConfigured => _allowed.Length > 0;

    /// <summary>No browser leaves the name out, nor finds a socket of the file system.</summary>
    public bool Knows(HttpRequest request)
    {
        var host = AsSent(request);
        if (!host.HasValue) return true;
        if (AreConfigured) return HostString.MatchesAny(host.Value, _allowed);
        return request.HttpContext.Connection.LocalIpAddress is null || IsLocalName(host.Host);
    }

    /// <summary>In ASCII: <see cref="HttpRequest.Host"/> has it in its own alphabet, in which names may look alike.</summary>
    public static HostString AsSent(HttpRequest request) => new(request.Headers.Host.ToString());

    /// <summary><c>localhost</c> and what is below it (RFC 6761, 6.3), 127.0.0.0/8 and <c>[::1]</c>.</summary>
    internal static bool IsLocalName(string host)
    {
        var name = host.AsSpan().TrimEnd('.');
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
    }

    /// <summary>
    /// As ASP.NET Core reads them: what means every address means every name, and names of other alphabets are sent in ASCII.
    /// </summary>
    private static StringSegment Normal(string host) => host is "*" or "[::]" or "0.0.0.0" ? "*" : new HostString(host).ToUriComponent();
}
