using CaptionCluster.MongoDBDouble;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>The server of a test class, which it names in the output, and a database of its own.</summary>
public sealed class MongoServer : IAsyncLifetime
{
    private readonly MongoServerUnderTest _server = new();

    public MongoServer(IMessageSink messages) =>
        messages.OnMessage(new DiagnosticMessage("MongoDB tests run against {0}", _server.Description));

    public string ConnectionString => _server.ConnectionString;

    public string Database { get; } = MongoServerUnderTest.NewDatabase();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _server.DropAsync(Database);
        await _server.DisposeAsync();
    }
}
