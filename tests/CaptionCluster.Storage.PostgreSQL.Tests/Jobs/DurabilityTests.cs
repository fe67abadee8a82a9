using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.PostgreSQL.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;
using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Jobs;

[Collection(ServerTests.Name)]
public sealed class DurabilityTests(SharedPostgreSQLServer server)
{
    private static readonly Statement s_setting = new("SELECT current_setting('synchronous_commit')");

    /// <summary>Who has turned it off for all that the server does has not promised anything to those who send jobs.</summary>
    [NeedsTheory(PostgreSQLServer.Program)]
    [InlineData("off", "on")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task DecideAsync_WhateverTheServerDoes_WaitsForTheDisk(string setting, string expected)
    {
        await using var room = new Room(server.ConnectionString);
        var options = new PostgreSQLStoreOptions
        {
            ConnectionString = $"{server.ConnectionString};Options=-c synchronous_commit={setting}", Schema = room.Schema,
        };
        await using var store = new PostgreSQLStore(JobTables.Set, "", options, TimeProvider.System, NullLogger.Instance);

        Assert.Equal([expected], await store.DecideAsync(row => row.GetString(0), CancellationToken.None, s_setting));
        Assert.Equal([setting], await store.ReadAsync(row => row.GetString(0), CancellationToken.None, s_setting));
    }
}
