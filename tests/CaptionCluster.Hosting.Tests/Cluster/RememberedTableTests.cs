using System.Net;
using CaptionCluster.Hosting.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;

namespace CaptionCluster.Hosting.Tests.Cluster;

public sealed class RememberedTableTests
{
    private static readonly SiloAddress s_one = Address(1);
    private static readonly SiloAddress s_two = Address(2);
    private static readonly SiloAddress s_new = Address(3);

    private readonly FakeMembershipTable _server = new();
    private readonly RememberedTable _ofOne;
    private readonly RememberedTable _ofTwo;

    public RememberedTableTests() => (_ofOne, _ofTwo) = (Table(), Table());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAll_ServerHasLostEverything_PutsAllSilosBackAndGoesOn(bool readsNoneAsEmpty)
    {
        _server.ReadsNoneAsEmpty = readsNoneAsEmpty;
        var before = await FormAsync();

        _server.Lose();
        var after = await _ofOne.ReadAllAsync();

        Assert.Equal((SiloStatus.Active, SiloStatus.Active), (StatusOf(after, s_one), StatusOf(after, s_two)));
        Assert.True(after.Version.Version > before);
        Assert.Equal(after.Version.Version, (await _ofTwo.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task ReadAll_ANewSiloWasFaster_IsInOneTableWithTheOthers()
    {
        var before = await FormAsync();
        _server.Lose();
        var ofNew = Table();
        await JoinAsync(ofNew, s_new);

        await Task.WhenAll(_ofOne.ReadAllAsync(), _ofTwo.ReadAllAsync());

        var seen = await ofNew.ReadAllAsync();
        Assert.Equal(3, seen.Members.Count);
        Assert.All(seen.Members, row => Assert.Equal(SiloStatus.Active, row.Item1.Status));
        Assert.True(seen.Version.Version > before);
    }

    [Fact]
    public async Task ReadAll_ServerCameBackWithOldRows_TheDeadStayDead()
    {
        await FormAsync();
        var restore = _server.Snapshot();
        var table = await _ofOne.ReadAllAsync();
        var row = table.TryGet(s_two)!;
        await _ofOne.UpdateRowAsync(Entry(s_two, SiloStatus.Dead), row.Item2, table.Version.Next());
        await JoinAsync(Table(), s_new);
        await _ofOne.ReadAllAsync();

        restore();
        var after = await _ofOne.ReadAllAsync();

        Assert.Equal(
            (SiloStatus.Active, SiloStatus.Dead, SiloStatus.Active),
            (StatusOf(after, s_one), StatusOf(after, s_two), StatusOf(after, s_new))
        );
    }

    [Fact]
    public async Task ReadAll_LostBetweenWriteAndRead_KnowsWhatItHasWritten()
    {
        await JoinAsync(_ofOne, s_one);

        _server.Lose();

        Assert.Equal(SiloStatus.Active, StatusOf(await _ofOne.ReadAllAsync(), s_one));
    }

    [Fact]
    public async Task ReadAll_AnotherWritesMeanwhile_LooksAgain()
    {
        await FormAsync();
        _server.Lose();
        _server.BeforeWrite = () => _ofTwo.ReadAllAsync().GetAwaiter().GetResult();

        Assert.Equal(2, (await _ofOne.ReadAllAsync()).Members.Count);
    }

    [Fact]
    public async Task ReadAll_GrownBeyondWhatIsRemembered_IsLeftAsItIs()
    {
        await JoinAsync(_ofOne, s_one);
        _server.Lose();
        for (var silo = 10; silo < 15; silo++) await JoinAsync(Table(), Address(silo));

        Assert.Null((await _ofOne.ReadAllAsync()).TryGet(s_one));
    }

    [Fact]
    public async Task ReadAll_ServerIsAway_FailsUntilItIsBack()
    {
        await FormAsync();
        _server.IsAway = true;
        await Assert.ThrowsAsync<IOException>(() => _ofOne.ReadAllAsync());
        Assert.True(_ofOne.IsAway);

        _server.IsAway = false;
        await _ofOne.ReadAllAsync();

        Assert.False(_ofOne.IsAway);
    }

    [Fact]
    public async Task ReadAll_NothingIsRemembered_NothingIsMade()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _ofOne.ReadAllAsync());

        await _server.InitializeMembershipTable(true);
        Assert.Empty((await _ofOne.ReadAllAsync()).Members);
    }

    /// <returns>The version that both have seen.</returns>
    private async Task<int> FormAsync()
    {
        await JoinAsync(_ofOne, s_one);
        await JoinAsync(_ofTwo, s_two);
        await _ofOne.ReadAllAsync();
        return (await _ofTwo.ReadAllAsync()).Version.Version;
    }

    private static async Task JoinAsync(RememberedTable table, SiloAddress silo)
    {
        await table.InitializeMembershipTableAsync(true);
        var data = await table.ReadAllAsync();
        Assert.True(await table.InsertRowAsync(Entry(silo, SiloStatus.Joining), data.Version.Next()));
        data = await table.ReadAllAsync();
        Assert.True(await table.UpdateRowAsync(Entry(silo, SiloStatus.Active), data.TryGet(silo)!.Item2, data.Version.Next()));
    }

    private static SiloStatus? StatusOf(MembershipTableData data, SiloAddress silo) => data.TryGet(silo)?.Item1.Status;

    private static MembershipEntry Entry(SiloAddress silo, SiloStatus status) =>
        new()
        {
            SiloAddress = silo,
            Status = status,
            HostName = "host",
            SiloName = "silo",
        };

    private static SiloAddress Address(int port) => SiloAddress.New(IPAddress.Loopback, port, 1);

    private RememberedTable Table() => new(_server, TimeProvider.System, NullLogger<RememberedTable>.Instance);
}
