namespace CaptionCluster.Bench.Processes;

/// <summary>Which cores the process under test gets; the rest is the load generator's.</summary>
internal sealed record Cores(string List, int Count)
{
    /// <summary>All but one, which is left for the load generator; a single core is shared.</summary>
    public static Cores AllButOne { get; } = First(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Half: for requests so cheap that the load generator needs as much as the server.</summary>
    public static Cores Half { get; } = First(Math.Max(1, Environment.ProcessorCount / 2));

    private static Cores First(int count) => new(count == 1 ? "0" : $"0-{count - 1}", count);
}
