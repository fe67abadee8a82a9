namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>Several silos and several clusters on one collection; cleaning up.</summary>
public sealed class MembershipTableSharingTests(MongoServer server) : MembershipTableTestsBase(server)
{
    [Fact]
    public async Task InitializeMembershipTableAsync_WithData_KeepsIt()
    {
        await Table.AddAsync(Members.Silo());
        var before = Members.Canonical(await Table.ReadAllAsync());

        await Another.InitializeMembershipTableAsync(true);

        Assert.Equal(before, Members.Canonical(await Another.ReadAllAsync()));
    }

    [Fact]
    public async Task InitializeMembershipTableAsync_ManyAtOnce_MakesOneTable()
    {
        var cluster = $"{Cluster}-many";

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => OpenAsync(cluster))));

        Assert.Equal(0, (await (await OpenAsync(cluster)).ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task InsertRowAsync_TwentyAtOnce_OneWins()
    {
        var silo = Members.Silo();
        var version = (await Table.ReadAllAsync()).Version.Next();

        var won = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(turn => Task.Run(() => (turn % 2 == 0 ? Table : Another).InsertRowAsync(silo, version)))
        );

        Assert.Single(won, done => done);
        Assert.Equal(1, (await Table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task UpdateRowAsync_TwoRowsAtOneVersion_OneWins()
    {
        var one = await Table.AddAsync(Members.Silo());
        var two = await Table.AddAsync(Members.Silo());
        var read = await Table.ReadAllAsync();
        one.Status = two.Status = SiloStatus.Active;

        var won = await Task.WhenAll(
            Task.Run(() => Table.UpdateRowAsync(one, read.Version.VersionEtag, read.Version.Next())),
            Task.Run(() => Another.UpdateRowAsync(two, read.Version.VersionEtag, read.Version.Next())));

        Assert.Single(won, done => done);
        var after = await Table.ReadAllAsync();
        Assert.Equal(3, after.Version.Version);
        Assert.Single(after.Members, row => row.Item1.Status == SiloStatus.Active);
    }

    [Fact]
    public async Task UpdateRowAsync_ManyTryUntilTheySucceed_CountEveryChange()
    {
        var silo = await Table.AddAsync(Members.Silo());

        await Task.WhenAll(Enumerable.Range(0, 19).Select(turn => Task.Run(async () =>
        {
            while (!await (turn % 2 == 0 ? Table : Another).ChangeAsync(silo)) await Task.Yield();
        })));

        Assert.Equal(20, (await Table.ReadAllAsync()).Version.Version);
    }

    /// <summary>Rows and version of a read belong together: at version n there are n rows, whatever happens meanwhile.</summary>
    [Fact]
    public async Task ReadAllAsync_WhileOthersInsert_SeesCommittedViewsOnly()
    {
        const int Silos = 60;
        var inserting = Task.Run(async () =>
        {
            for (var i = 0; i < Silos; i++) await Another.AddAsync(Members.Silo());
        });

        MembershipTableData seen;
        do
        {
            seen = await Table.ReadAllAsync();
            Assert.Equal(seen.Version.Version, seen.Members.Count);
        }
        while (seen.Version.Version < Silos);

        await inserting;
    }

    [Fact]
    public async Task Clusters_OneCollection_AreApart()
    {
        var foreign = await OpenAsync(Cluster + "-2"); // A name that begins with the other's.
        var silo = await Table.AddAsync(Members.Silo());
        await foreign.AddAsync(Members.Silo(SiloStatus.Active, silo.SiloAddress));
        var before = Members.Canonical(await foreign.ReadAllAsync());

        await Table.DeleteMembershipTableEntriesAsync(Cluster);

        Assert.Equal(before, Members.Canonical(await foreign.ReadAllAsync()));
        Assert.Empty((await Another.ReadAllAsync()).Members);
        Assert.False(await Table.ChangeAsync(silo));
    }

    [Fact]
    public async Task DeleteMembershipTableEntriesAsync_AnotherCluster_LeavesThisAlone()
    {
        await Table.AddAsync(Members.Silo());
        var before = Members.Canonical(await Table.ReadAllAsync());

        await Table.DeleteMembershipTableEntriesAsync("nobody's");

        Assert.Equal(before, Members.Canonical(await Table.ReadAllAsync()));
    }

    [Fact]
    public async Task CleanupDefunctSiloEntriesAsync_AllStatuses_RemovesOldDeadOnes()
    {
        foreach (var status in Enum.GetValues<SiloStatus>().Where(status => status != SiloStatus.None))
        {
            await Table.AddAsync(Members.Silo(status));
        }

        var before = await Table.ReadAllAsync();

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start).AddDays(3));
        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start).AddDays(3));

        var after = await Table.ReadAllAsync();
        Assert.Equal(
            before
                .Members.Select(row => row.Item1)
                .Where(silo => silo.Status != SiloStatus.Dead)
                .Select(Members.Canonical)
                .Order(StringComparer.Ordinal),
            after.Members.Select(row => Members.Canonical(row.Item1)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(before.Version, after.Version);
    }

    [Fact]
    public async Task CleanupDefunctSiloEntriesAsync_Cutoff_IsExclusive()
    {
        var declaredLate = Members.Silo(SiloStatus.Dead);
        declaredLate.AddSuspector(Members.Address(), Members.Start.AddHours(1));
        await Table.AddAsync(declaredLate);
        await Table.AddAsync(Members.Silo(SiloStatus.Dead));

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start));
        Assert.Equal(2, (await Table.ReadAllAsync()).Members.Count);

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start).AddTicks(1));
        Assert.Equal(Members.Canonical(declaredLate), Members.Canonical(Assert.Single((await Table.ReadAllAsync()).Members).Item1));
    }

    /// <summary>An update that was under way while its dead row was cleaned up must not bring the row back.</summary>
    [Fact]
    public async Task UpdateRowAsync_CleanedUpSinceRead_ChangesNothing()
    {
        var silo = await Table.AddAsync(Members.Silo(SiloStatus.Dead));
        var read = await Table.ReadRowAsync(silo.SiloAddress);
        await Another.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start).AddDays(1));

        Assert.False(await Table.UpdateRowAsync(silo, read.Members[0].Item2, read.Version.Next()));

        Assert.Empty((await Table.ReadAllAsync()).Members);
    }
}
