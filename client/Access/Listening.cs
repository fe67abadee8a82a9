using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CaptionCluster.Client.Access;

/// <summary>Where this process listens, and so who can reach it.</summary>
internal sealed class Listening(IServer server, IHostApplicationLifetime host)
{
    private bool? _isLocalOnly;

    public ICollection<string> Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    /// <summary>
    /// Only programs of this machine. Settled once everything has started: a request may come before all addresses are known.
    /// </summary>
    public bool IsLocalOnly
    {
        get
        {
            if (_isLocalOnly is { } settled) return settled;
            var isStarted = host.ApplicationStarted.IsCancellationRequested;
            var isLocalOnly = Addresses.All(IsLocal);
            if (isStarted) _isLocalOnly = isLocalOnly;
            return isLocalOnly;
        }
    }

    public static bool IsLocal(string address)
    {
        var binding = BindingAddress.Parse(address);
        if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(binding.Host, out var ip) && IPAddress.IsLoopback(ip);
    }
}
