using System.Globalization;

namespace CaptionCluster.Testing.Processes;

/// <summary>A process's memory as Linux counts it (proc(5)).</summary>
public sealed class ProcessMemory(int processId)
{
    private const string ResetPeak = "5";

    /// <summary>In bytes.</summary>
    public long Resident => Read("VmRSS:");

    /// <summary>The most that was resident since the start, or since <see cref="ForgetPeak"/>; in bytes.</summary>
    public long Peak => Read("VmHWM:");

    public void ForgetPeak() => File.WriteAllText($"/proc/{processId}/clear_refs", ResetPeak);

    private long Read(string field)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(
                line[field.Length..].Replace("kB", "", StringComparison.Ordinal),
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite
            ) * 1024;
    }
}
