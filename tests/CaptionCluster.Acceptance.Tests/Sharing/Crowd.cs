using CaptionCluster.Acceptance.Tests.Support;

namespace CaptionCluster.Acceptance.Tests.Sharing;

/// <summary>Clients of one kind, each with a request in flight, who can leave.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task<Answer>[] _requests;

    private Crowd(HttpClient http, int clients, Func<byte[]> picture, string query) =>
        _requests = [.. Enumerable.Range(0, clients).Select(_ => http.CaptionAsync(picture(), query, _leaving.Token))];

    /// <summary>How many have no answer yet.</summary>
    public int Waiting => _requests.Count(request => !request.IsCompleted);

    public Task<Answer[]> Answers => Task.WhenAll(_requests);

    public static Crowd Of(HttpClient http, int clients, byte[] picture, string query = "") => new(http, clients, () => picture, query);

    /// <summary>Each with a picture of his own, and the longest decoding there is.</summary>
    public static Crowd OfStrangers(HttpClient http, int clients) =>
        new(http, clients, Photos.NewSmall, "?numBeams=10&minNewTokens=20&maxNewTokens=20");

    /// <summary>All who have no answer yet hang up; returns how many they were.</summary>
    public async Task<int> LeaveAsync()
    {
        await _leaving.CancelAsync();
        var left = 0;
        foreach (var request in _requests)
        {
            try
            {
                await request;
            }
            catch (OperationCanceledException)
            {
                left++;
            }
        }

        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await Task.WhenAll(_requests).ContinueWith(_ => { }, TaskScheduler.Default);
        _leaving.Dispose();
    }
}
