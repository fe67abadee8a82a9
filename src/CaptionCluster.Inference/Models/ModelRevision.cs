using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Inference.Models;

/// <summary>A folder's revision: SHA-256 over its files' relative names and digests, in ordinal order of the names.</summary>
internal static class ModelRevision
{
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(string folder)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        foreach (var (name, file) in files)
        {
            using var stream = File.OpenRead(file);
            all.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            all.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
