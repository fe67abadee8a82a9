using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Lets a request in or not. Decided at the first one, when the addresses that are listened on are known for certain.</summary>
internal sealed class AccessPolicy(IServer server, IOptions<AccessOptions> options)
{
    private const string Bearer = "Bearer ";
    private readonly byte[][] _keys = Array.ConvertAll(options.Value.ApiKeys, Hash);
    private bool? _isUnsafe;

    /// <summary>Strangers can reach this, and nothing was said about letting them.</summary>
    public bool IsUnsafe => _isUnsafe ??= _keys.Length == 0 && !options.Value.AllowAnonymous && Addresses.Any(address => !IsLocal(address));

    public string UnsafeReason =>
        $"Listening on {string.Join(", ", Addresses)} without API keys would let everyone in. Set CaptionCluster:ApiKeys (CaptionCluster__ApiKeys__0=…), "
        + "or say CaptionCluster:AllowAnonymous=true, or listen on localhost only.";

    private ICollection<string> Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    public bool Admits(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)) return true;
        return _keys.Length == 0 ? !IsUnsafe : KeyOf(request) is { } key && IsKnown(Hash(key));
    }

    internal static bool IsLocal(string address)
    {
        var binding = BindingAddress.Parse(address);
        if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(binding.Host, out var ip) && IPAddress.IsLoopback(ip);
    }

    private static string? KeyOf(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        return authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-Api-Key"];
    }

    /// <summary>Compares with every key, all of each: the time taken says nothing.</summary>
    private bool IsKnown(byte[] key)
    {
        var known = false;
        foreach (var ours in _keys) known |= CryptographicOperations.FixedTimeEquals(ours, key);
        return known;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
