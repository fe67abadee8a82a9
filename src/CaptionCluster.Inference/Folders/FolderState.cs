using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Inference.Folders;

/// <summary>What a folder looks like from outside: cheap to compare, and different as soon as a file is written.</summary>
internal static class FolderState
{
    /// <summary>Names, sizes and times of the files that may matter; null when it is not there or vanishes while it is looked at.</summary>
    public static string? Of(string folder)
    {
        try
        {
            var text = new StringBuilder();
            foreach (var file in ModelFiles.Candidates(folder).OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n");
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
