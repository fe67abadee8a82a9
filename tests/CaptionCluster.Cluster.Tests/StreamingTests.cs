using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>Captions as events, from a front whose silos are other processes.</summary>
public sealed class StreamingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 6;

    private readonly ConcurrentQueue<(int Photo, string[] Words, string Last)> _streams = new();
    private TestCluster _cluster = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(silos: 2, fronts: 1);
        _http = _cluster.Fronts[0].CreateClient();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _cluster.DisposeAsync();
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Stream_ASiloIsKilledMeanwhile_EveryOneHasWordsAndEndsWithItsCaption()
    {
        var right = new List<string?>();
        foreach (var photo in Photos.All) right.Add((await _http.CaptionAsync(photo)).Caption);
        using var stop = new CancellationTokenSource();
        var clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => RunAsync(client, stop.Token))));

        await ReachAsync(60);
        _cluster.Silos[0].Process.SignalKill();
        await ReachAsync(_streams.Count + 60);
        await stop.CancelAsync();
        await Patience.For(clients);

        output.WriteLine($"{_streams.Count} streams, {_streams.Sum(stream => stream.Words.Length)} words events");
        Assert.All(_streams, stream => Assert.Equal(right[stream.Photo], (string?)JsonNode.Parse(stream.Last)!["caption"]));
        Assert.All(_streams, stream => Assert.Equal(right[stream.Photo], Sentence(stream.Words[^1])));
        Assert.True(_streams.Count(stream => stream.Words.Length > 2) > _streams.Count / 2, "Words come from the other processes.");
    }

    private Task ReachAsync(int streams) => Patience.UntilAsync($"{streams} streams", () => Task.FromResult(_streams.Count >= streams));

    private async Task RunAsync(int client, CancellationToken stop)
    {
        for (var sent = client; !stop.IsCancellationRequested; sent += Clients)
        {
            _streams.Enqueue(await StreamAsync(sent % Photos.All.Count));
        }
    }

    private async Task<(int Photo, string[] Words, string Last)> StreamAsync(int photo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions")
        {
            Content = new ByteArrayContent(Photos.Unique(photo)),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await _http.SendAsync(request);
        var data = (await response.Content.ReadAsStringAsync())
            .Split('\n')
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => line[6..])
            .ToArray();
        return (photo, [.. data[..^1].Select(words => (string)JsonNode.Parse(words)!["text"]!)], data[^1]);
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..] + ".";
}
