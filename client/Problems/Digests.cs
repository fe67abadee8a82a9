namespace CaptionCluster.Client.Problems;

internal static class Digests
{
    /// <param name="status">422 for a digest in a body, 400 for one in a path.</param>
    public static ImageDigest Parse(string text, int status) => ImageDigest.TryParse(text, out var digest)
        ? digest
        : throw new RequestRefusedException(status, "malformed-digest", "A picture's digest is its SHA-256 as 64 hexadecimal digits.");
}
