namespace CaptionCluster.Cluster.Tests.Processes;

internal sealed class FrontProcess(params IEnumerable<string> arguments) : WebProcess("client", BuiltPrograms.Client, arguments)
{
    public HttpClient CreateClient() =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { BaseAddress = Address, Timeout = Patience.Limit };
}
