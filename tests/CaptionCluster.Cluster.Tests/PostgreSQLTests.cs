using System.Diagnostics;
using System.Net;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using CaptionCluster.Testing.Processes;
using Npgsql;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>A cluster whose membership, captions and jobs are in one PostgreSQL server, which is killed, and emptied.</summary>
public sealed class PostgreSQLTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_detection = TimeSpan.FromSeconds(3); // As TestCluster has it.

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task SiloKilled_UnderLoad_IsFoundDeadAndEveryoneIsAnswered()
    {
        using var server = new PostgreSQLServer();
        await using var cluster = await TestCluster.StartAsync(server, silos: 3, fronts: 1);
        using var http = cluster.Fronts[0].CreateClient();
        await using var load = await CaptionLoad.StartAsync(http);
        await load.FlowAsync(50);
        Assert.Equal(3, await SilosAsync(server, SiloStatus.Active));

        var clock = Stopwatch.StartNew();
        cluster.Silos[0].Process.SignalKill();
        await Patience.UntilAsync("its death is in the table", async () => await SilosAsync(server, SiloStatus.Dead) == 1);
        output.WriteLine($"dead after {clock.Elapsed.TotalSeconds:0.0} s");

        await FinishAsync(cluster, load);
        Assert.True(clock.Elapsed < 10 * s_detection, $"It took {clock.Elapsed}.");
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task ServerKilled_UnderLoad_CaptionsFlowAndAreStoredSoonAfter()
    {
        using var server = new PostgreSQLServer();
        await using var cluster = await TestCluster.StartAsync(server, silos: 2, fronts: 1);
        using var http = cluster.Fronts[0].CreateClient();
        await using var load = await CaptionLoad.StartAsync(http);
        await load.FlowAsync(50);

        server.Stop();
        await Patience.UntilAsync("answers are flagged as not stored", () => Task.FromResult(load.Unstored.Count > 0));
        await load.FlowAsync(100);
        await Patience.UntilAsync(
            "readiness says so",
            async () => (await cluster.Fronts[0].HealthAsync()).Text.Contains(server.Name, StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.OK, (await cluster.Fronts[0].HealthAsync()).Status);
        server.Start();
        await Patience.UntilAsync("everything is stored", async () => await cluster.SumOverSilosAsync("caption_store_pending") == 0);

        await FinishAsync(cluster, load);
        foreach (var answer in load.Unstored)
        {
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/v1/captions/{answer.Digest}")).StatusCode);
        }

        Assert.Equal(2, await SilosAsync(server, SiloStatus.Active));
    }

    /// <summary>As if somebody had dropped it, or a server without backup had come in its place.</summary>
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task SchemaDropped_UnderLoad_ClusterIsWholeAgainAndStores()
    {
        using var server = new PostgreSQLServer();
        await using var cluster = await TestCluster.StartAsync(server, silos: 2, fronts: 1);
        using var http = cluster.Fronts[0].CreateClient();
        await using var load = await CaptionLoad.StartAsync(http);
        await load.FlowAsync(50);

        await RunAsync(server, "DROP SCHEMA captioncluster CASCADE");
        var added = cluster.AddSilo();
        await Patience.UntilAsync("three silos are in one table", async () => await SilosAsync(server, SiloStatus.Active) == 3);
        await added.ReadyAsync();
        await load.FlowAsync(50);
        await load.StopAsync();
        await Patience.UntilAsync("everything is stored", async () => await cluster.SumOverSilosAsync("caption_store_pending") == 0);

        Assert.Empty(load.Wrong);
        Assert.True((long)(await RunAsync(server, "SELECT count(*) FROM captioncluster.captions"))! > 0);
        Assert.Contains("were dropped while they were in use", (await cluster.Silos[0].HealthAsync()).Text, StringComparison.Ordinal);
    }

    private static async Task<int> SilosAsync(PostgreSQLServer server, SiloStatus status)
    {
        try
        {
            return (int)(long)(await RunAsync(server, $"SELECT count(*) FROM captioncluster.silos WHERE status = {(int)status}"))!;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return 0;
        }
    }

    private static async Task<object?> RunAsync(PostgreSQLServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task FinishAsync(TestCluster cluster, CaptionLoad load)
    {
        await load.FlowAsync(50);
        await load.StopAsync();
        output.WriteLine(
            $"{load.Answered} answered, {load.Unstored.Count} of them unstored; the slowest after {load.Slowest.TotalSeconds:0.0} s"
        );
        Assert.Empty(load.Wrong);
        await Patience.UntilAsync(
            "the front is ready",
            async () => await cluster.Fronts[0].HealthAsync() is (HttpStatusCode.OK, "{\"status\":\"ready\"}")
        );
    }
}
