using CaptionCluster.MongoDBDouble;
using CaptionCluster.MongoDBDouble.Faults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>Broken connections and absent servers. Always against the double: it fails on demand.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private readonly MongoServerDouble _server = new();
    private MongoDBMembershipTable _table = null!;

    private IMembershipTable Table => _table;

    public Task InitializeAsync()
    {
        _table = Members.Table(_server.ConnectionString, "faults", "cluster");
        return _table.InitializeMembershipTableAsync(true);
    }

    public async Task DisposeAsync()
    {
        _table.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>
    /// A change whose answer was lost is not taken for a lost race: the silo would believe that another had changed the table.
    /// </summary>
    [Theory]
    [InlineData(FaultTiming.Before)]
    [InlineData(FaultTiming.After)]
    public async Task InsertRowAsync_ConnectionBreaks_CommitsOnceAndKnowsIt(FaultTiming timing)
    {
        _server.Faults.Add(FaultPoint.Cut("update", timing));

        Assert.True(await Table.InsertRowAsync(Members.Silo(), (await Table.ReadAllAsync()).Version.Next()));

        Assert.Equal(1, (await Table.ReadAllAsync()).Version.Version);
        Assert.Single((await Table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task UpdateRowAsync_Election_CommitsAfterIt()
    {
        var silo = await Table.AddAsync(Members.Silo());
        _server.Faults.Add(FaultPoint.NotPrimary("update"));
        silo.Status = SiloStatus.Active;

        Assert.True(await Table.ChangeAsync(silo));
    }

    [Fact]
    public async Task UpdateRowAsync_NotOnAMajority_Throws()
    {
        var silo = await Table.AddAsync(Members.Silo());
        _server.Faults.Add(FaultPoint.WriteConcern("update"));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Table.ChangeAsync(silo));
    }

    [Fact]
    public async Task ReadAllAsync_ServerIsDown_ThrowsAndRecoversWhenItIsBack()
    {
        await Table.AddAsync(Members.Silo());
        using var hasty = Members.Table(_server.ConnectionString, "faults", "cluster", limit: TimeSpan.FromMilliseconds(300));
        await _server.GoDownAsync();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => hasty.ReadAllAsync());

        Assert.Contains("can't be reached within 0.3 s", error.Message, StringComparison.Ordinal);
        _server.ComeBack();
        Assert.Single((await Table.ReadAllAsync()).Members);
    }

    [Theory]
    [InlineData("ConnectionString", "localhost")]
    [InlineData("Database", "a b")]
    [InlineData("Membership", "")]
    public async Task Silo_OptionOutOfRange_RefusesToStart(string option, string value)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["MongoDB:ConnectionString"] = _server.ConnectionString;
        builder.Configuration[$"MongoDB:{option}"] = value;
        builder.UseOrleans(silo => silo.UseMongoDBMembership(builder.Configuration.GetSection("MongoDB")));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
    }
}
