namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>Two silos and two fronts, for the tests of a class that leave them as they found them.</summary>
public sealed class TwoFronts : IAsyncLifetime
{
    internal TestCluster Cluster { get; private set; } = null!;

    internal HttpClient[] Clients { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (Programs.WhySkipped(RedisProcess.Program) is not null) return; // so is every test of the class
        Cluster = await TestCluster.StartAsync(silos: 2, fronts: 2);
        Clients = [.. Cluster.Fronts.Select(front => front.CreateClient())];
    }

    public async Task DisposeAsync()
    {
        foreach (var client in Clients) client.Dispose();
        if (Cluster is not null) await Cluster.DisposeAsync();
    }
}
