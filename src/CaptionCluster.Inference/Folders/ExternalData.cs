using System.Text;

namespace CaptionCluster.Inference.Folders;

/// <summary>
/// Which files a graph keeps its weights in, found without reading the graph's structure: it is searched for where it names them.
/// </summary>
internal static class ExternalData
{
    private const int LongestPath = 1024;

    /// <summary>
    /// An entry of key <c>location</c> (onnx.proto, StringStringEntryProto); behind it come the path's length and the path.
    /// </summary>
    private static ReadOnlySpan<byte> Location => "\u000A\u0008location\u0012"u8;

    /// <summary>Paths as the graph gives them, relative to its folder.</summary>
    public static IReadOnlyCollection<string> Of(string graph)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        using var stream = File.OpenRead(graph);
        var (buffer, kept) = (new byte[1 << 20], 0);
        while (stream.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
        {
            var part = buffer.AsSpan(0, kept + read);
            Collect(part, found);
            // An entry may lie across two parts.
            kept = Math.Min(part.Length, Location.Length + 2 + LongestPath);
            part[^kept..].CopyTo(buffer);
        }

        return found;
    }

    private static void Collect(ReadOnlySpan<byte> bytes, HashSet<string> found)
    {
        while (bytes.IndexOf(Location) is >= 0 and var at)
        {
            bytes = bytes[(at + Location.Length)..];
            if (PathOf(bytes) is { Length: > 0 } path) found.Add(path);
        }
    }

    /// <returns>Null when it is cut off, or no path after all.</returns>
    private static string? PathOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2) return null;
        var (length, begin) = bytes[0] < 0x80 ? (bytes[0], 1) : ((bytes[0] & 0x7F) | (bytes[1] << 7), 2);
        return length <= LongestPath && begin + length <= bytes.Length && !bytes.Slice(begin, length).Contains((byte)0)
            ? Encoding.UTF8.GetString(bytes.Slice(begin, length))
            : null;
    }
}
