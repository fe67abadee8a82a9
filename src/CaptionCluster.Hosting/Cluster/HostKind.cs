namespace CaptionCluster.Hosting;

/// <summary>What a process is to its cluster.</summary>
internal enum HostKind
{
    /// <summary>Calls grains. With no cluster configured it hosts a silo of its own.</summary>
    Front,

    /// <summary>Hosts grains for others.</summary>
    Silo,
}
