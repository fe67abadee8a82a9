using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Inference.Folders;

/// <summary>
/// A folder's revision: SHA-256 over the relative names and digests of the files that matter, in ordinal order of the names.
/// </summary>
internal static class ModelRevision
{
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(string folder)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in ModelFiles.Of(folder))
        {
            using var stream = File.OpenRead(Path.Combine(folder, name));
            all.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            all.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
