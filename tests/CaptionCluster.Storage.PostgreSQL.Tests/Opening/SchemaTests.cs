using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Opening;

/// <summary>How tables come to be.</summary>
[Collection(ServerTests.Name)]
public sealed class SchemaTests(SharedPostgreSQLServer server)
{
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task StartAsync_ManyAtOnce_MakeTheTablesOnce()
    {
        await using var room = new Room(server.ConnectionString);
        var stores = Enumerable.Range(0, 8).Select(_ => room.OpenCaptions()).ToList();
        var jobs = Enumerable.Range(0, 8).Select(_ => room.OpenJobs()).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.StartAsync(CancellationToken.None)))
            .Concat(jobs.Select(store => Task.Run(() => store.StartAsync(CancellationToken.None)))));
        foreach (var store in stores) await store.LookAfterAsync(CancellationToken.None);

        Assert.All(stores, store => Assert.Equal((0, null), (store.Losses, store.Trouble)));
        Assert.Equal(2L, await room.RunAsync("SELECT count(*) FROM stores WHERE version > 0"));
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task StartAsync_NewerVersion_RefusesAndSaysWhatToDo()
    {
        await using var room = new Room(server.ConnectionString);
        await room.OpenCaptions().StartAsync(CancellationToken.None);
        await room.RunAsync("UPDATE stores SET version = 99");

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => room.OpenCaptions().StartAsync(CancellationToken.None));

        Assert.Contains("99", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer program", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Where an administrator has made the tables, the service needs no right to make any.</summary>
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task StartAsync_MayNotMakeTables_UsesThoseThatAreThere()
    {
        await using var room = new Room(server.ConnectionString);
        var user = $"user_{Guid.NewGuid():N}";
        await room.RunAsync($"CREATE ROLE {user} LOGIN PASSWORD 'some-other-word'");
        var limited = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = user, Password = "some-other-word" };
        var store = room.OpenCaptions(options => options.ConnectionString = limited.ConnectionString);

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.StartAsync(CancellationToken.None));
        Assert.Contains("may not do that", refusal.Message, StringComparison.Ordinal);

        await room.OpenCaptions().StartAsync(CancellationToken.None);
        await room.RunAsync(
            $"""
            GRANT USAGE ON SCHEMA {room.Schema} TO {user};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {room.Schema} TO {user};
            """);
        await store.StartAsync(CancellationToken.None);
        await store.PutAsync(StoredCaptions.Make(1), CancellationToken.None);
        await room.CloseAsync();
        await room.RunAsync($"DROP OWNED BY {user}; DROP ROLE {user}");
    }

    [NeedsTheory(PostgreSQLServer.Program)]
    [InlineData("Password=wrong-word", "refuses to let us in")]
    [InlineData("Database=nowhere", "has no such database")]
    public async Task StartAsync_ServerRefuses_SaysWhy(string option, string expected)
    {
        await using var room = new Room(server.ConnectionString);
        var store = room.OpenJobs(options => options.ConnectionString = $"{server.ConnectionString};{option}");

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.StartAsync(CancellationToken.None));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-word", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgreSQLServer.Password, error.ToString(), StringComparison.Ordinal);
    }
}
