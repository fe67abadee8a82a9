using CaptionCluster.MongoDBDouble;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CaptionCluster.Storage.MongoDB.Tests;

/// <summary>The server of a test class, which it names in the output.</summary>
public sealed class MongoServer : IAsyncLifetime
{
    private readonly MongoServerUnderTest _server = new();

    public MongoServer(IMessageSink messages) =>
        messages.OnMessage(new DiagnosticMessage("MongoDB tests run against {0}", _server.Description));

    public string ConnectionString => _server.ConnectionString;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DropAsync(string database) => _server.DropAsync(database);

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();
}
