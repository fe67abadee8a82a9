namespace CaptionCluster.Acceptance.Tests.Support;

/// <summary>Keeps a number of requests in flight, each with another picture, until it is disposed.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _clients;
    private readonly int _width;
    private int _answered;

    private Load(HttpClient http, IReadOnlyList<byte[]> photos, int width)
    {
        _width = width;
        _clients = Task.WhenAll(Enumerable.Range(0, width).Select(first => SendAsync(http, photos, first)));
    }

    /// <summary>Returns once as many answers came as there are requests in flight.</summary>
    public static async Task<Load> StartAsync(HttpClient http, IReadOnlyList<byte[]> photos, int width)
    {
        var load = new Load(http, photos, width);
        await Task.WhenAny(load._running.Task, load._clients);
        if (load._clients.IsFaulted) await load._clients;
        return load;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _clients;
        _end.Dispose();
    }

    private async Task SendAsync(HttpClient http, IReadOnlyList<byte[]> photos, int next)
    {
        for (; !_end.IsCancellationRequested; next += _width)
        {
            await http.CaptionAsync(NewPictures.Of(photos[next % photos.Count]));
            if (Interlocked.Increment(ref _answered) >= _width) _running.TrySetResult();
        }
    }
}
