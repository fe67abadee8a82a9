using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using Npgsql;

namespace CaptionCluster.Clustering.PostgreSQL.Tests;

/// <summary>Rows and versions: what Orleans asks of every membership table, through its own provider and our questions.</summary>
[Collection(ServerTests.Name)]
public sealed class MembershipTableTests(SharedPostgreSQLServer server)
{
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task InsertRowAsync_CurrentVersion_CommitsRowAndOneVersion()
    {
        await using var table = await OpenAsync();
        var before = await table.ReadAllAsync();
        var silo = Members.Silo();

        Assert.True(await table.InsertRowAsync(silo, before.Version.Next()));

        var after = await table.ReadAllAsync();
        Assert.Equal((0, 1), (before.Version.Version, after.Version.Version));
        var entry = Assert.Single(after.Members).Item1;
        Assert.Equal(Members.Canonical(silo), Members.Canonical(entry));
        Assert.Equal(Members.Start, entry.IAmAliveTime.ToUniversalTime());
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task InsertRowAsync_OldVersionOrSiloThatIsThere_ChangesNothing()
    {
        await using var table = await OpenAsync();
        var old = (await table.ReadAllAsync()).Version.Next();
        var silo = await table.AddAsync(Members.Silo());
        var before = await table.ReadAllAsync();

        Assert.False(await table.InsertRowAsync(Members.Silo(), old));
        Assert.False(await table.InsertRowAsync(Members.Silo(SiloStatus.Active, silo.SiloAddress), before.Version.Next()));

        Assert.Equal(Members.Canonical(before), Members.Canonical(await table.ReadAllAsync()));
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task UpdateRowAsync_CurrentTags_CommitsRowAndOneVersion()
    {
        await using var table = await OpenAsync();
        var silo = await table.AddAsync(Members.Silo());
        var other = await table.AddAsync(Members.Silo());
        silo.Status = SiloStatus.Active;
        silo.AddSuspector(Members.Address(), Members.Start.AddMinutes(1));

        Assert.True(await table.ChangeAsync(silo));

        var after = await table.ReadAllAsync();
        Assert.Equal(3, after.Version.Version);
        Assert.Equal(
            new[] { silo, other }.Select(Members.Canonical).Order(StringComparer.Ordinal),
            after.Members.Select(row => Members.Canonical(row.Item1)).Order(StringComparer.Ordinal));
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task UpdateRowAsync_OldTagsOrSiloThatIsNotThere_ChangesNothing()
    {
        await using var table = await OpenAsync();
        var silo = await table.AddAsync(Members.Silo());
        var read = await table.ReadRowAsync(silo.SiloAddress);
        await table.AddAsync(Members.Silo());
        var before = Members.Canonical(await table.ReadAllAsync());
        silo.Status = SiloStatus.Active;

        Assert.False(await table.UpdateRowAsync(silo, read.Members[0].Item2, read.Version.Next()));
        Assert.False(await table.ChangeAsync(Members.Silo(SiloStatus.Active)));

        Assert.Equal(before, Members.Canonical(await table.ReadAllAsync()));
        Assert.Empty((await table.ReadRowAsync(Members.Address())).Members);
    }

    /// <summary>A sign of life must not make another's change fail, or a busy cluster could never vote.</summary>
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task UpdateIAmAliveAsync_ASilo_ChangesNothingElse()
    {
        await using var table = await OpenAsync();
        var silo = await table.AddAsync(Members.Silo());
        var read = await table.ReadRowAsync(silo.SiloAddress);

        await table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = Members.Start.AddMinutes(1) });

        Assert.Equal(Members.Canonical(read), Members.Canonical(await table.ReadAllAsync()));
        Assert.Equal(Members.Start.AddMinutes(1), (await table.ReadAllAsync()).Members[0].Item1.IAmAliveTime.ToUniversalTime());
        silo.Status = SiloStatus.Active;
        Assert.True(await table.UpdateRowAsync(silo, read.Members[0].Item2, read.Version.Next()));
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task InsertRowAsync_TwoSilosRacing_EachVersionIsTakenOnce()
    {
        const int Each = 20;
        var cluster = Cluster();
        await using var one = await OpenAsync(cluster);
        await using var other = await OpenAsync(cluster);

        var wins = await Task.WhenAll(new[] { one, other }.Select(table => Task.Run(async () =>
        {
            var won = 0;
            while (won < Each)
            {
                if (await table.InsertRowAsync(Members.Silo(), (await table.ReadAllAsync()).Version.Next())) won++;
            }

            return won;
        })));

        var data = await one.ReadAllAsync();
        Assert.Equal((2 * Each, 2 * Each, 2 * Each), (wins.Sum(), data.Version.Version, data.Members.Count));
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task CleanupDefunctSiloEntriesAsync_DeadAndOld_AreRemovedAlone()
    {
        await using var table = await OpenAsync();
        await table.AddAsync(Members.Silo(SiloStatus.Active));
        var dead = Members.Silo();
        dead.AddSuspector(Members.Address(), Members.Start);
        await table.AddAsync(dead);
        dead.Status = SiloStatus.Dead;
        Assert.True(await table.ChangeAsync(dead));
        await table.AddAsync(Members.Silo(SiloStatus.Dead));

        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start.AddMinutes(1)));

        Assert.Equal(SiloStatus.Active, Assert.Single((await table.ReadAllAsync()).Members).Item1.Status);
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task DeleteMembershipTableEntriesAsync_OneCluster_LeavesOthersAlone()
    {
        var cluster = Cluster();
        await using var table = await OpenAsync(cluster);
        await using var other = await OpenAsync();
        await table.AddAsync(Members.Silo());
        await other.AddAsync(Members.Silo());

        await table.DeleteMembershipTableEntriesAsync(cluster);

        Assert.Equal(0, (await table.ReadAllAsync()).Version.Version);
        Assert.Single((await other.ReadAllAsync()).Members);
    }

    [NeedsTheory(PostgreSQLServer.Program)]
    [InlineData("DROP SCHEMA {0} CASCADE")]
    [InlineData("DROP TABLE {0}.silos")]
    [InlineData("DROP TABLE {0}.orleansquery")]
    public async Task InitializeMembershipTableAsync_TablesDropped_MakesThemAnew(string accident)
    {
        var schema = $"test_{Guid.NewGuid():N}";
        await using var table = Members.Table(server.ConnectionString, Cluster(), schema);
        await table.InitializeMembershipTableAsync(true);
        await table.AddAsync(Members.Silo());

        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(accident.Replace("{0}", schema, StringComparison.Ordinal), connection);
            await command.ExecuteNonQueryAsync();
        }

        await Record.ExceptionAsync(() => table.ReadAllAsync());
        await table.InitializeMembershipTableAsync(true);
        await table.AddAsync(Members.Silo());
        Assert.NotEmpty((await table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task ReadAllAsync_NobodyThere_SaysSoInASentence()
    {
        await using var table = Members.Table("Host=127.0.0.1;Port=1;Username=ann;Password=quiet-word;Database=captions", Cluster());

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => table.ReadAllAsync());

        Assert.StartsWith("PostgreSQL at 127.0.0.1:1/captions can't be reached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("quiet-word", error.ToString(), StringComparison.Ordinal);
    }

    private static string Cluster() => $"test-{Guid.NewGuid():N}";

    private async Task<PostgreSQLMembershipTable> OpenAsync(string? cluster = null)
    {
        var table = Members.Table(server.ConnectionString, cluster ?? Cluster());
        await table.InitializeMembershipTableAsync(true);
        return table;
    }
}
