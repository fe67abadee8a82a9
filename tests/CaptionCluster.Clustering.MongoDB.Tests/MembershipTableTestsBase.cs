namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>A new table for every test, and a second handle to it, as another silo has.</summary>
public abstract class MembershipTableTestsBase(MongoServer server) : IClassFixture<MongoServer>, IAsyncLifetime
{
    private readonly List<MongoDBMembershipTable> _opened = [];

    protected string Cluster { get; } = $"test-{Guid.NewGuid():N}";

    protected IMembershipTable Table { get; private set; } = null!;

    protected IMembershipTable Another { get; private set; } = null!;

    private protected MongoServer Server => server;

    public async Task InitializeAsync()
    {
        Table = await OpenAsync(Cluster);
        Another = await OpenAsync(Cluster);
    }

    public Task DisposeAsync()
    {
        foreach (var table in _opened) table.Dispose();
        return Task.CompletedTask;
    }

    protected async Task<IMembershipTable> OpenAsync(string cluster)
    {
        var table = Members.Table(server.ConnectionString, server.Database, cluster);
        _opened.Add(table);
        await table.InitializeMembershipTableAsync(true);
        return table;
    }
}
