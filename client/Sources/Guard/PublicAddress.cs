using System.Net;
using System.Net.Sockets;

namespace CaptionCluster.Client.Sources.Guard;

/// <summary>
/// Tells addresses of the public internet from those a stranger must not make this service call (IANA special-purpose registries).
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_notPublic = Array.ConvertAll(
        new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // Looks public, and is the host of each machine on Azure.
        },
        IPNetwork.Parse);

    /// <summary>
    /// All of it that is given out, and so not loopback, mapped, compatible, NAT64, local or multicast; within it, what is not: protocols,
    /// Teredo and documentation, 6to4, which hides any IPv4 address, and the like.
    /// </summary>
    private static readonly IPNetwork s_globalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] s_notPublic6 =
        Array.ConvertAll(new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }, IPNetwork.Parse);

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(s_notPublic, network => network.Contains(address))
            : s_globalUnicast.Contains(address) && !Array.Exists(s_notPublic6, network => network.Contains(address));
    }
}
