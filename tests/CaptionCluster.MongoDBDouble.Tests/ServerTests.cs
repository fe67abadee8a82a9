using CaptionCluster.MongoDBDouble.Faults;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CaptionCluster.MongoDBDouble.Tests;

/// <summary>What the driver sees of the double, over the wire.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly MongoServerDouble _server;
    private readonly MongoClient _client;

    public ServerTests()
    {
        _server = new MongoServerDouble(time: _time);
        _client = new MongoClient(_server.ConnectionString);
    }

    private IMongoCollection<BsonDocument> Collection => _client.GetDatabase("tests").GetCollection<BsonDocument>("things");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Find_MoreThanABatch_IsFetchedToTheEnd()
    {
        await Collection.InsertManyAsync(Enumerable.Range(0, 250).Select(number => new BsonDocument("_id", number)));

        var found = await Collection.Find(new BsonDocument("_id", new BsonDocument("$gte", 10)), new() { BatchSize = 50 })
            .Sort(new BsonDocument("_id", -1)).ToListAsync();

        Assert.Equal(Enumerable.Range(10, 240).Reverse(), found.Select(document => document["_id"].ToInt32()));
    }

    [Fact]
    public async Task Find_SkipLimitProjection_AreHeeded()
    {
        await Collection.InsertManyAsync(
            Enumerable
                .Range(0, 9)
                .Select(number => new BsonDocument
                {
                    { "_id", number },
                    { "a", number },
                    { "b", 1 },
                })
        );

        var found = await Collection.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).Skip(3).Limit(2)
            .Project(new BsonDocument { { "_id", 0 }, { "a", 1 } }).ToListAsync();

        Assert.Equal([new BsonDocument("a", 3), new BsonDocument("a", 4)], found);
    }

    [Fact]
    public async Task Insert_UniqueIndexBroken_IsError11000()
    {
        await Collection.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(new BsonDocument { { "a", 1 }, { "b", 1 } }, new() { Unique = true })
        );
        await Collection.InsertOneAsync(new BsonDocument { { "a", 1 }, { "b", 1 } });
        await Collection.InsertOneAsync(new BsonDocument { { "a", 1 }, { "b", 2 } });

        var error = await Assert.ThrowsAsync<MongoWriteException>(() =>
            Collection.InsertOneAsync(new BsonDocument { { "a", 1 }, { "b", 2 } })
        );

        Assert.Equal((11000, ServerErrorCategory.DuplicateKey), (error.WriteError.Code, error.WriteError.Category));
    }

    [Fact]
    public async Task BulkWrite_UnorderedWithOneRefused_DoesTheOthers()
    {
        await Collection.InsertOneAsync(new BsonDocument("_id", 2));

        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() =>
            Collection.BulkWriteAsync(
                [.. Enumerable.Range(1, 3).Select(id => new InsertOneModel<BsonDocument>(new BsonDocument("_id", id)))],
                new() { IsOrdered = false }
            )
        );

        Assert.Equal(1, Assert.Single(error.WriteErrors).Index);
        Assert.Equal(3, await Collection.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task FindAndModify_SortedUpdateUpsertAndRemove_ReturnWhatIsAskedFor()
    {
        await Collection.InsertManyAsync([new BsonDocument { { "_id", 1 }, { "a", 9 } }, new BsonDocument { { "_id", 2 }, { "a", 3 } }]);

        var before = await Collection.FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument(), new BsonDocument("$inc", new BsonDocument("a", 1)), new() { Sort = new BsonDocument("a", 1) });
        var after = await Collection.FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument("_id", 5),
            new BsonDocument("$set", new BsonDocument("a", 1)),
            new() { IsUpsert = true, ReturnDocument = ReturnDocument.After }
        );
        var removed = await Collection.FindOneAndDeleteAsync(new BsonDocument("_id", 1));
        var nothing = await Collection.FindOneAndDeleteAsync(new BsonDocument("_id", 1));

        Assert.Equal(new BsonDocument { { "_id", 2 }, { "a", 3 } }, before);
        Assert.Equal(new BsonDocument { { "_id", 5 }, { "a", 1 } }, after);
        Assert.Equal(9, removed["a"]);
        Assert.Null(nothing);
    }

    [Theory]
    [InlineData(FaultTiming.Before)]
    [InlineData(FaultTiming.After)]
    public async Task Update_ConnectionCut_IsRetriedAndDoneOnce(FaultTiming timing)
    {
        await Collection.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "a", 0 } });
        _server.Faults.Add(FaultPoint.Cut("update", timing));

        var result = await Collection.UpdateOneAsync(new BsonDocument("_id", 1), new BsonDocument("$inc", new BsonDocument("a", 1)));

        Assert.Equal(1, result.ModifiedCount);
        Assert.Equal(1, (await Collection.Find(new BsonDocument()).SingleAsync())["a"]);
    }

    [Fact]
    public async Task ExpiringIndex_TimeOver_DeletesWithinAMinute()
    {
        await Collection.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(new BsonDocument("at", 1), new() { ExpireAfter = TimeSpan.FromSeconds(30) })
        );
        await Collection.InsertManyAsync([
            new BsonDocument("at", _time.GetUtcNow().UtcDateTime),
            new BsonDocument("at", _time.GetUtcNow().AddHours(1).UtcDateTime),
            new BsonDocument(),
        ]);

        _time.Advance(MongoServerDouble.ExpiryInterval);

        Assert.Equal(2, await Collection.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task GoDownAsync_ThenComeBack_KeepsWhatWasWritten()
    {
        await Collection.InsertOneAsync(new BsonDocument("_id", 1));
        await _server.GoDownAsync();
        var find = Collection.Find(new BsonDocument()).ToListAsync();

        _server.ComeBack();

        Assert.Single(await find);
    }

    [Fact]
    public async Task Command_Unknown_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<MongoCommandException>(
            () => _client.GetDatabase("tests").RunCommandAsync<BsonDocument>(new BsonDocument("mapReduce", "things")));

        Assert.Equal(59, error.Code);
        Assert.Contains("mapReduce", error.Message, StringComparison.Ordinal);
    }
}
