using System.Text;

namespace CaptionCluster.Client.Tests.Fuzz;

/// <summary>Makes a request bad: its bytes, its body before they are framed, or its address.</summary>
internal static class RequestMutator
{
    /// <summary>The same for the same seed.</summary>
    public static byte[] Make(int seed)
    {
        var random = new Random(seed);
        var request = RequestSeeds.Make(random);
        switch (random.Next(8))
        {
            case 0:
                return request.ToBytes(random);
            case 1 or 2 or 3 when request.Body.Length > 0:
                return (request with { Body = Change(request.Body, random) }).ToBytes(random);
            case 4:
                return (request with { Address = Insert(request.Address, random) }).ToBytes(random);
            case 5:
                return (
                    request with
                    {
                        Headers = [.. request.Headers, RequestSeeds.Pick(random, RequestSeeds.Tokens).TrimEnd('\r', '\n')],
                    }
                ).ToBytes(random);
            default:
                return Change(request.ToBytes(random), random);
        }
    }

    private static byte[] Change(byte[] bytes, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--) bytes = ChangeOnce(bytes, random);
        return bytes;
    }

    private static byte[] ChangeOnce(byte[] bytes, Random random)
    {
        if (bytes.Length == 0) return bytes;

        // Near the beginning as often as anywhere: that is where the structure is.
        var at = random.Next(random.Next(2) == 0 ? bytes.Length : Math.Min(bytes.Length, 400));
        var length = Math.Min(bytes.Length - at, 1 << random.Next(8));
        return random.Next(7) switch
        {
            0 => bytes[..at], // Cut off.
            1 => [.. bytes[..at], .. bytes[(at + length)..]],
            2 => [.. bytes[..(at + length)], .. bytes[at..]],
            3 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
            4 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(RequestSeeds.Pick(random, RequestSeeds.Tokens)), .. bytes[(at + length)..]],
            5 => [.. bytes[..at], .. Noise(length, random), .. bytes[(at + length)..]],
            _ => [.. bytes[..at], .. Encoding.UTF8.GetBytes(RequestSeeds.Pick(random, RequestSeeds.Tokens)), .. bytes[at..]],
        };
    }

    private static string Insert(string address, Random random)
    {
        var at = random.Next(1, address.Length + 1);
        return address[..at] + RequestSeeds.Pick(random, RequestSeeds.Tokens).ReplaceLineEndings("") + address[at..];
    }

    private static byte[] Noise(int length, Random random)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
