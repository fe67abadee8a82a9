namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>Rows and versions, one caller at a time: what Orleans asks of every membership table.</summary>
public sealed class MembershipTableTests(MongoServer server) : MembershipTableTestsBase(server)
{
    [Fact]
    public async Task ReadAllAsync_EmptyTable_IsVersionZero()
    {
        var data = await Table.ReadAllAsync();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.NotEmpty(data.Version.VersionEtag);
    }

    [Fact]
    public async Task InsertRowAsync_CurrentVersion_CommitsRowAndOneVersion()
    {
        var before = await Table.ReadAllAsync();
        var silo = Members.Silo();
        silo.SuspectTimes =
        [
            Tuple.Create(Members.Address(), Members.Start.AddSeconds(3)),
            Tuple.Create(Members.Address(), Members.Start.AddSeconds(4)),
        ];
        (silo.RoleName, silo.UpdateZone, silo.FaultZone) = ("role", 2, 3);

        Assert.True(await Table.InsertRowAsync(silo, before.Version.Next()));

        var after = await Table.ReadAllAsync();
        Assert.Equal(1, after.Version.Version);
        Assert.NotEqual(before.Version.VersionEtag, after.Version.VersionEtag);
        var (entry, tag) = Assert.Single(after.Members);
        Assert.Equal(Members.Canonical(silo), Members.Canonical(entry));
        Assert.Equal(Members.Start, entry.IAmAliveTime);
        Assert.Equal(DateTimeKind.Utc, entry.StartTime.Kind);
        Assert.NotEmpty(tag);
    }

    [Fact]
    public async Task InsertRowAsync_OldVersion_ChangesNothing()
    {
        var old = (await Table.ReadAllAsync()).Version.Next();
        await Table.AddAsync(Members.Silo());
        var before = Members.Canonical(await Table.ReadAllAsync());

        Assert.False(await Table.InsertRowAsync(Members.Silo(), old));

        Assert.Equal(before, Members.Canonical(await Table.ReadAllAsync()));
    }

    [Fact]
    public async Task InsertRowAsync_SiloThatIsThere_ChangesNothing()
    {
        var silo = await Table.AddAsync(Members.Silo());
        var before = await Table.ReadAllAsync();

        Assert.False(await Table.InsertRowAsync(Members.Silo(SiloStatus.Active, silo.SiloAddress), before.Version.Next()));

        Assert.Equal(Members.Canonical(before), Members.Canonical(await Table.ReadAllAsync()));
    }

    [Theory]
    [InlineData("not a number")]
    [InlineData("17")]
    public async Task InsertRowAsync_ForeignTag_ChangesNothing(string tag)
    {
        Assert.False(await Table.InsertRowAsync(Members.Silo(), new TableVersion(1, tag)));

        Assert.Equal(0, (await Table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task UpdateRowAsync_CurrentTags_CommitsRowAndOneVersion()
    {
        var silo = await Table.AddAsync(Members.Silo());
        var other = await Table.AddAsync(Members.Silo());
        silo.Status = SiloStatus.Active;
        silo.AddSuspector(Members.Address(), Members.Start.AddMinutes(1));

        Assert.True(await Table.ChangeAsync(silo));

        var after = await Table.ReadAllAsync();
        Assert.Equal(3, after.Version.Version);
        Assert.Equal(
            new[] { silo, other }.Select(Members.Canonical).Order(StringComparer.Ordinal),
            after.Members.Select(row => Members.Canonical(row.Item1)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task UpdateRowAsync_VotesTakenBack_ClearsThem()
    {
        var silo = Members.Silo();
        silo.AddSuspector(Members.Address(), Members.Start);
        await Table.AddAsync(silo);
        silo.SuspectTimes = null!;

        Assert.True(await Table.ChangeAsync(silo));

        Assert.Equal([], Assert.Single((await Table.ReadAllAsync()).Members).Item1.SuspectTimes!);
    }

    [Fact]
    public async Task UpdateRowAsync_AnotherRowChangedSince_ChangesNothing()
    {
        var silo = await Table.AddAsync(Members.Silo());
        var read = await Table.ReadRowAsync(silo.SiloAddress);
        await Table.AddAsync(Members.Silo());
        var before = Members.Canonical(await Table.ReadAllAsync());
        silo.Status = SiloStatus.Active;

        Assert.False(await Table.UpdateRowAsync(silo, read.Members[0].Item2, read.Version.Next()));

        Assert.Equal(before, Members.Canonical(await Table.ReadAllAsync()));
    }

    [Fact]
    public async Task UpdateRowAsync_SameUpdateAgain_ChangesNothing()
    {
        var silo = await Table.AddAsync(Members.Silo());
        var read = await Table.ReadRowAsync(silo.SiloAddress);
        silo.Status = SiloStatus.Active;
        Assert.True(await Table.UpdateRowAsync(silo, read.Members[0].Item2, read.Version.Next()));
        silo.Status = SiloStatus.Dead;

        Assert.False(await Table.UpdateRowAsync(silo, read.Members[0].Item2, read.Version.Next()));

        Assert.Equal(
            (2, SiloStatus.Active),
            ((await Table.ReadAllAsync()).Version.Version, (await Table.ReadAllAsync()).Members[0].Item1.Status)
        );
    }

    [Fact]
    public async Task UpdateRowAsync_SiloThatIsNotThere_ChangesNothing()
    {
        await Table.AddAsync(Members.Silo());
        var before = Members.Canonical(await Table.ReadAllAsync());

        Assert.False(await Table.ChangeAsync(Members.Silo(SiloStatus.Active)));

        Assert.Equal(before, Members.Canonical(await Table.ReadAllAsync()));
    }

    [Fact]
    public async Task ReadRowAsync_PresentAndAbsent_AgreesWithReadAll()
    {
        var silo = await Table.AddAsync(Members.Silo());
        await Table.AddAsync(Members.Silo());
        var all = await Table.ReadAllAsync();

        var present = await Table.ReadRowAsync(silo.SiloAddress);
        var absent = await Table.ReadRowAsync(Members.Address());

        Assert.Equal(all.Version, present.Version);
        Assert.Equal(Members.Canonical(silo), Members.Canonical(Assert.Single(present.Members).Item1));
        Assert.Equal(all.Version, absent.Version);
        Assert.Empty(absent.Members);
    }

    [Fact]
    public async Task UpdateIAmAliveAsync_ASilo_ChangesNothingElse()
    {
        var silo = await Table.AddAsync(Members.Silo(SiloStatus.Active));
        await Table.AddAsync(Members.Silo(SiloStatus.Active));
        var before = await Table.ReadAllAsync();

        await Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = Members.Start.AddMinutes(1) });

        var after = await Table.ReadAllAsync();
        Assert.Equal(Members.Canonical(before), Members.Canonical(after));
        Assert.Equal(
            [Members.Start, Members.Start.AddMinutes(1)],
            after.Members.OrderBy(row => row.Item1.IAmAliveTime).Select(row => row.Item1.IAmAliveTime));
    }

    /// <summary>A sign of life must not make another's change fail, or a busy cluster could never vote.</summary>
    [Fact]
    public async Task UpdateRowAsync_SignOfLifeSinceRead_Commits()
    {
        var silo = await Table.AddAsync(Members.Silo());
        var read = await Table.ReadRowAsync(silo.SiloAddress);
        await Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = Members.Start.AddMinutes(1) });
        silo.Status = SiloStatus.Active;

        Assert.True(await Table.UpdateRowAsync(silo, read.Members[0].Item2, read.Version.Next()));
    }

    [Fact]
    public async Task UpdateIAmAliveAsync_SiloThatIsNotThere_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.UpdateIAmAliveAsync(Members.Silo()));
}
