using System.Text;

namespace CaptionCluster.Client.Tests.Fuzz;

/// <summary>A request before it becomes bytes, so that most of what is made bad is framed well enough to be read.</summary>
internal sealed record RawRequest(string Method, string Address, IReadOnlyList<string> Headers, byte[] Body, bool IsChunked)
{
    public byte[] ToBytes(Random random)
    {
        var head = new StringBuilder().Append($"{Method} {Address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        foreach (var header in Headers) head.Append(header).Append("\r\n");
        if (IsChunked) head.Append("Transfer-Encoding: chunked\r\n");
        else if (Body.Length > 0 || Method == "POST") head.Append($"Content-Length: {Body.Length}\r\n");
        head.Append("\r\n");
        byte[] start = Encoding.UTF8.GetBytes(head.ToString());
        return IsChunked ? [.. start, .. Chunked(random)] : [.. start, .. Body];
    }

    private byte[] Chunked(Random random)
    {
        var chunks = new MemoryStream();
        for (var at = 0; at < Body.Length;)
        {
            var length = Math.Min(Body.Length - at, random.Next(1, 3000));
            chunks.Write(
                Encoding.ASCII.GetBytes(
                    random.Next(20) == 0 ? RequestSeeds.Pick(random, RequestSeeds.ChunkSizes) + "\r\n" : $"{length:x}\r\n"
                )
            );
            chunks.Write(Body.AsSpan(at, length));
            chunks.Write("\r\n"u8);
            at += length;
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}
