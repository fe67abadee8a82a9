using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CaptionCluster.Hosting;

/// <summary>
/// A port to listen at that nobody has, for those who must know it before they listen. It lies below the ports that the system itself gives
/// to outgoing connections and to whoever asks for any: one of those could be given to somebody else between here and the listening.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 10_000;

    private static readonly int s_end = EndOfOurs();
    private static int s_last = Random.Shared.Next(First, s_end);

    public static int Unused()
    {
        for (var tries = First; tries < s_end; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref s_last) % (uint)(s_end - First));
            if (IsFree(port)) return port;
        }

        throw new InvalidOperationException($"All ports from {First} to {s_end - 1} of 127.0.0.1 are taken.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    private static int EndOfOurs()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        const int Usual = 32_768;
        if (!File.Exists(Range))
        {
            return Usual;
        }

        var first = int.Parse(
            File.ReadAllText(Range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0],
            CultureInfo.InvariantCulture
        );
        return first > First + 1_000 ? first : Usual;
    }
}
