using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CaptionCluster.Testing.Processes;

/// <summary>Linux's signals, by their numbers (signal(7)).</summary>
public enum UnixSignal
{
    Kill = 9,
    Term = 15,
    Continue = 18,
    Stop = 19,
}

public static partial class Signals
{
    public static void Signal(this Process process, UnixSignal signal)
    {
        if (Send(process.Id, (int)signal) != 0) throw new InvalidOperationException($"Process {process.Id} took no signal {signal}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}
