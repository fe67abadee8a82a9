namespace CaptionCluster.Testing.Processes;

/// <summary>The one server that all tests share, each with a schema or a cluster of its own. Not started where all are skipped.</summary>
public sealed class SharedPostgreSQLServer : IDisposable
{
    private readonly Lazy<PostgreSQLServer> _server = new(() => new PostgreSQLServer());

    public string ConnectionString => _server.Value.ConnectionString;

    public string Name => _server.Value.Name;

    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
    }
}
