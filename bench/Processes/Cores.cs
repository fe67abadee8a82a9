using System.Diagnostics;

namespace CaptionCluster.Bench.Processes;

/// <summary>Which cores the process under test gets; the rest is the load generator's.</summary>
internal sealed record Cores(string List, int Count)
{
    /// <summary>All but one, which is left for the load generator; a single core is shared.</summary>
    public static Cores AllButOne { get; } = First(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Half: for requests so cheap that the load generator needs as much as the server.</summary>
    public static Cores Half { get; } = First(Math.Max(1, Environment.ProcessorCount / 2));

    public static Cores All { get; } = First(Environment.ProcessorCount);

    public static Cores Only(int core) => new($"{core}", 1);

    /// <summary>That one and those behind it.</summary>
    public static Cores From(int core) => new($"{core}-{Environment.ProcessorCount - 1}", Environment.ProcessorCount - core);

    /// <summary>Keeps this process, the load generator, off these cores until disposed, where any are left.</summary>
    public IDisposable Leave()
    {
        var all = Environment.ProcessorCount;
        return new Affinity(Count < all ? ((1L << all) - 1) & ~((1L << Count) - 1) : (1L << all) - 1);
    }

    private static Cores First(int count) => new(count == 1 ? "0" : $"0-{count - 1}", count);

    private sealed class Affinity : IDisposable
    {
        private readonly Process _self = Process.GetCurrentProcess();
        private readonly nint _before;

        public Affinity(long mask)
        {
            if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("Cores are shared out as Linux does it.");
            (_before, _self.ProcessorAffinity) = (_self.ProcessorAffinity, (nint)mask);
        }

        public void Dispose()
        {
            if (OperatingSystem.IsLinux()) _self.ProcessorAffinity = _before;
            _self.Dispose();
        }
    }
}
