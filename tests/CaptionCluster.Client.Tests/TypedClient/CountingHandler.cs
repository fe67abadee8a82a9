using System.Collections.Concurrent;

namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>Remembers what was asked for.</summary>
internal sealed class CountingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>Methods and paths, in the order in which they were sent.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}");
        return base.SendAsync(request, cancellationToken);
    }
}
