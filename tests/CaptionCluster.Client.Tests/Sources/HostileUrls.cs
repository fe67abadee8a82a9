namespace CaptionCluster.Client.Tests.Sources;

/// <summary>
/// URLs by which a stranger would reach what only this machine should, or hurt it. <c>PORT</c> stands for that of a service on loopback.
/// </summary>
internal static class HostileUrls
{
    /// <summary>Addresses that are not of the public internet, in all the ways they can be written.</summary>
    public static readonly string[] Hosts =
    [
        // Loopback, as text and as number: decimal, hexadecimal, octal, mixed, short, padded, with the root's dot, escaped.
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7F.1", "0177.0.0.1", "017700000001", "0177.0x0.0.1",
        "127.0.0.0x1",
        "127.0.0.1.", "127.1.", "127.127.127.127", "127.0.0.2", "127.0.0.%31", "%31%32%37.0.0.1",

        // This host, private, shared, link-local (where clouds keep their secrets), protocol, documentation, benchmark, multicast,
        // reserved, broadcast.
        "0.0.0.0", "0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.1.254",
        "3232235521", "100.64.0.1",
        "100.100.100.200", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.170.2", "168.63.129.16",
        "192.0.0.192", "192.0.2.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "4294967295",

        // IPv6: loopback, unspecified, mapped, compatible, translated, 6to4, Teredo, link-local with and without zone, site-local,
        // unique local, multicast, discard, documentation, benchmark, ORCHID.
        "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[::ffff:169.254.169.254]",
        "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001:0:7f00:1::]", "[2001::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%251]",
        "[fec0::1]", "[fc00::1]",
        "[fd00:ec2::254]", "[ff02::1]", "[ff0e::1]", "[100::1]", "[2001:db8::1]", "[3fff::1]", "[2001:2::1]", "[2001:20::1]", "[5f00::1]",

        // Names that mean such addresses.
        "localhost", "LOCALHOST", "localhost.", "sub.localhost", "inside.example", "inside.example.", "inside6.example", "mapped.example",
        "metadata.example",
    ];

    /// <summary>What must not be asked whatever it means.</summary>
    public static readonly (string Url, string Code)[] Wrong =
    [
        ("", "source-url"), ("/etc/passwd", "source-url"), ("//127.0.0.1:PORT/", "source-url"), ("127.0.0.1:PORT", "source-url"),
        ("http:", "source-url"),
        ("http://", "source-url"), ("http:/127.0.0.1:PORT/", "source-url"), ("http:127.0.0.1:PORT", "source-url"),
        (@"http:\\127.0.0.1:PORT\", "source-url"),
        ("http:///127.0.0.1:PORT/", "source-url"), ("file:///etc/passwd", "source-url"), ("file://localhost/etc/passwd", "source-url"),
        ("ftp://127.0.0.1:PORT/", "source-url"), ("gopher://127.0.0.1:PORT/_GET%20/", "source-url"),
        ("dict://127.0.0.1:PORT/info", "source-url"),
        ("ldap://127.0.0.1:PORT/", "source-url"), ("tftp://127.0.0.1:PORT/x", "source-url"), ("ws://127.0.0.1:PORT/", "source-url"),
        ("jar:http://127.0.0.1:PORT/x!/y", "source-url"), ("view-source:http://127.0.0.1:PORT/", "source-url"),
        ("javascript:alert(1)", "source-url"),
        ("mailto:a@example.org", "source-url"), ("net.tcp://127.0.0.1:PORT/", "source-url"), ("unix:/var/run/docker.sock", "source-url"),
        ("http+unix://%2Fvar%2Frun%2Fdocker.sock/", "source-url"), ("http://user@public.example/", "source-url"),
        ("http://user:word@public.example/", "source-url"),
        ("http://public.example@127.0.0.1:PORT/", "source-url"), ("http://127.0.0.1:PORT@public.example/", "source-url"),
        ("http://public.example:22/", "source-url"), ("http://public.example:25/", "source-url"),
        ("http://public.example:6379/", "source-url"),
        ("http://public.example:0/", "source-url"), ("http://public.example:65536/", "source-url"),
        ("http://public.example:-80/", "source-url"),
        ("http://public.example/ HTTP/1.1\r\nX: y", "source-url"), ("http://public.example/\r\nX: y", "source-url"),
        ("http://public.example\r\n.evil/", "source-url"),
        ("http://public.example/a b", "source-url"), ("http://public.example/\0", "source-url"), ("http://public.example\t/", "source-url"),
        (@"http://public.example\@127.0.0.1:PORT/", "source-url"), ("http://[::1/", "source-url"),
        ("http://[127.0.0.1]:PORT/", "source-url"),
        ("http://" + new string('a', 9000) + "/", "source-url"), ("http://public.example/" + new string('a', 9000), "source-url"),
    ];

    /// <summary>Names that look like this machine's and are not: they mean nothing.</summary>
    public static readonly string[] LookAlikes = ["ⓛocalhost", "ｌｏｃａｌｈｏｓｔ", "lοcalhost", "localhoѕt", "127。0。0。1", "１２７.０.０.１",
        "xn--lcalhost-5bf"];

    public static void Name(FakeNetwork network)
    {
        foreach (var name in (string[])["localhost", "sub.localhost", "inside.example"]) network.Name(name, ["127.0.0.1"]);
        network.Name("inside6.example", ["::1"]);
        network.Name("mapped.example", ["::ffff:127.0.0.1", "127.0.0.1"]);
        network.Name("metadata.example", ["169.254.169.254"]);
        network.Name("public.example", [FakeNetwork.Public]);
    }
}
