using System.Net;
using CaptionCluster.Cluster.Tests.Processes;

namespace CaptionCluster.Cluster.Tests;

/// <summary>Redis, where silos and fronts find each other, is not there.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("captioncluster-test-").FullName;

    private string[] Settings =>
        [
            "--CaptionCluster:Cluster:Provider",
            "redis",
            "--CaptionCluster:Cluster:ConnectionString",
            "127.0.0.1:1,connectTimeout=100,syncTimeout=100,asyncTimeout=100",
            "--CaptionCluster:Cluster:OneMachine",
            "true",
            "--CaptionCluster:DataFolder",
            _data,
        ];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Silo_DoesNotStartAndSaysSo()
    {
        await using var silo = new SiloProcess(Settings);

        await silo.Process.ExitedAsync();

        Assert.Equal(1, silo.Process.ExitCode);
        Assert.Contains(
            "Redis at 127.0.0.1:1, where the cluster's members find each other, can't be used: ",
            silo.Process.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("The start failed", silo.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Front_WaitsAndEndsWellWhenItIsToldTo()
    {
        await using var front = new FrontProcess(Settings);
        await Patience.UntilAsync("the front waits", async () => (await front.HealthAsync()).Status == HttpStatusCode.ServiceUnavailable);

        front.Process.SignalTerm();
        await front.Process.ExitedAsync();

        Assert.Equal(0, front.Process.ExitCode);
        Assert.DoesNotContain("The start failed", front.Process.Output, StringComparison.Ordinal);
    }
}
