using System.Diagnostics;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Batches;

/// <summary>Batches that have nothing to say.</summary>
public sealed class IdleBatchTests
{
    /// <summary>Before a connection's own time is up, and long before the host's.</summary>
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Terminate_IdleBatches_AreNotWaitedFor()
    {
        using var data = new TemporaryFolder();
        await using var server = await ServerProcess.StartClientAsync(data, ("CaptionCluster:Intake:SlowUploadGrace", "00:01:00"));
        var batches = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => BatchConnection.OpenAsync(server.Address)));
        foreach (var batch in batches) await batch.SendAsync("{\"image\":{\"sha256\":\"\"}}\n");
        foreach (var batch in batches) Assert.NotNull(await batch.ReadAsync());

        var start = Stopwatch.GetTimestamp();
        server.Terminate();

        foreach (var batch in batches) Assert.Equal("/problems/stopping", (string?)(await batch.ReadAsync())!["error"]!["type"]);
        Assert.Equal(0, await server.ExitAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, s_soon);
        foreach (var batch in batches) await batch.DisposeAsync();
    }
}
