using CaptionCluster.Hosting;

namespace CaptionCluster.Testing.Processes;

/// <summary>The product's own way to a port, for what a test starts and must know the address of.</summary>
public static class FreePort
{
    public static int Next() => LoopbackPort.Unused();
}
