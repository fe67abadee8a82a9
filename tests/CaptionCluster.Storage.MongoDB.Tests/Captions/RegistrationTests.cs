using CaptionCluster.MongoDBDouble;
using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Tests.Captions;

public sealed class RegistrationTests : IAsyncLifetime
{
    private readonly MongoServerDouble _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Host_Started_HasMadeIndexes()
    {
        using var host = Build(("TimeToLive", "1.00:00:00"));

        await host.StartAsync();

        Assert.IsType<MongoDBCaptionStore>(host.Services.GetRequiredService<ICaptionStore>());
        var indexes = (await IndexesAsync()).ToDictionary(index => index["name"].AsString);
        Assert.Equal(new BsonDocument { { "digest", 1 }, { "key", 1 } }, indexes["digest_key"]["key"]);
        Assert.True(indexes["digest_key"]["unique"].AsBoolean);
        Assert.Equal(new BsonDocument("expiresAt", 1), indexes["expiry"]["key"]);
        Assert.Equal(0, indexes["expiry"]["expireAfterSeconds"].ToInt32());
        await host.StopAsync();
    }

    [Fact]
    public async Task Host_StoppedWithoutDisposing_HasWritten()
    {
        var host = Build();
        await host.StartAsync();
        var put = host.Services.GetRequiredService<ICaptionStore>().PutAsync(StoredCaptions.Make(1), CancellationToken.None);

        await host.StopAsync();

        await put;
        host.Dispose();
    }

    [Fact]
    public async Task Host_ServerIsDown_StartsAllTheSameAndMakesIndexesLater()
    {
        await _server.GoDownAsync();
        using var host = Build(("OperationTimeout", "00:00:00.3"));
        await host.StartAsync();
        var store = host.Services.GetRequiredService<ICaptionStore>();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(StoredCaptions.Make(1), CancellationToken.None));

        _server.ComeBack();
        await FaultTests.EventuallyAsync(() => store.PutAsync(StoredCaptions.Make(1), CancellationToken.None));

        Assert.Contains(await IndexesAsync(), index => index["name"] == "digest_key");
        await host.StopAsync();
    }

    [Fact]
    public async Task Host_ServerRefuses_RefusesToStart()
    {
        _server.Faults.RefusesEverybody = true;
        using var host = Build();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.StartAsync());
    }

    [Theory]
    [InlineData("ConnectionString", "")]
    [InlineData("ConnectionString", "localhost:27017")]
    [InlineData("ConnectionString", "redis://localhost")]
    [InlineData("ConnectionString", "mongodb://ann:s3cr3t@host/?w=majority&replicaSet")]
    [InlineData("Database", "a/b")]
    [InlineData("Database", "")]
    [InlineData("Captions", "$captions")]
    [InlineData("OperationTimeout", "00:00:00")]
    [InlineData("TimeToLive", "-00:00:01")]
    [InlineData("MaxBatchSize", "0")]
    [InlineData("MaxQueueDepth", "0")]
    public async Task Host_OptionOutOfRange_RefusesToStartAndNamesIt(string option, string value)
    {
        using var host = Build((option, value));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    private IHost Build(params (string Option, string Value)[] options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["MongoDB:ConnectionString"] = _server.ConnectionString;
        builder.Configuration["MongoDB:Database"] = "registration";
        foreach (var (option, value) in options) builder.Configuration[$"MongoDB:{option}"] = value;
        builder.Services.AddMongoDBStore(builder.Configuration.GetSection("MongoDB"));
        return builder.Build();
    }

    private async Task<List<BsonDocument>> IndexesAsync()
    {
        using var client = new MongoClient(_server.ConnectionString);
        return await (await client.GetDatabase("registration").GetCollection<BsonDocument>("captions").Indexes.ListAsync()).ToListAsync();
    }
}
