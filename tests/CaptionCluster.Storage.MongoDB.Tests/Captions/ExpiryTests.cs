using CaptionCluster.MongoDBDouble;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Tests.Captions;

/// <summary>Captions that are kept for a while only.</summary>
public sealed class ExpiryTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(StoredCaptions.Make(1).CreatedAt);
    private readonly MongoServerDouble _server;

    public ExpiryTests() => _server = new MongoServerDouble(time: _time);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task GetAllAsync_TimeToLiveOver_IsGoneBeforeTheServerDeletesIt()
    {
        await using var store = StoreFactory.Open(
            _server.ConnectionString,
            "expiry",
            options => options.TimeToLive = TimeSpan.FromSeconds(90)
        );
        await using var reader = StoreFactory.Open(_server.ConnectionString, "expiry", time: _time);
        await store.PutAsync(StoredCaptions.Make(1), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(89));
        Assert.Single(await reader.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await reader.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
        Assert.Equal(1, await CountAsync());
        _time.Advance(MongoServerDouble.ExpiryInterval);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task GetAllAsync_NoTimeToLive_KeepsForEver()
    {
        await using var store = StoreFactory.Open(_server.ConnectionString, "expiry", time: _time);
        await store.PutAsync(StoredCaptions.Make(1), CancellationToken.None);

        _time.Advance(TimeSpan.FromDays(3650));

        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
    }

    private async Task<long> CountAsync()
    {
        using var client = new MongoClient(_server.ConnectionString);
        return await client.GetDatabase("expiry").GetCollection<BsonDocument>("captions").CountDocumentsAsync(new BsonDocument());
    }
}
