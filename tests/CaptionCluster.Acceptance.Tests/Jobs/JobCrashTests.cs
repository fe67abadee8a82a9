using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Jobs;

/// <summary>Front and workers die while jobs are accepted and worked on: what was accepted ends, exactly once, as it should.</summary>
public sealed class JobCrashTests : IDisposable
{
    private const int Jobs = 100;
    private const int Items = 20;
    private const int Clients = 4;

    /// <summary>So that accepting goes on while servers die.</summary>
    private static readonly TimeSpan BetweenJobs = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly byte[][] s_photos = [.. new[] { "photos/rocket.jpg", "imaging/good/jpeg_444.jpg", "imaging/good/jpeg_cmyk.jpg", "imaging/good/jpeg_exif_6.jpg" }
        .Select(name => File.ReadAllBytes(Fixtures.Local(name.Split('/'))))];

    private readonly TemporaryFolder _data = new();
    private readonly Receiver _receiver = new();

    public void Dispose()
    {
        _receiver.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Kill_WhileJobsAreAcceptedAndWorkedOn_EveryItemEndsOnceAndRight()
    {
        await using var servers = new MortalServers(
            _data,
            ("CaptionCluster:Jobs:Lease", "00:00:02"),
            ("CaptionCluster:Jobs:MaxAttempts", "100"),
            ("CaptionCluster:Jobs:Webhooks:AllowPrivateAddresses", "true"),
            ("CaptionCluster:Jobs:Webhooks:FirstPause", "00:00:00.1"),
            ("CaptionCluster:Jobs:Webhooks:LongestPause", "00:00:01"));
        await servers.StartAsync();
        var expected = await Task.WhenAll(s_photos.Select(async photo => (await servers.Any(0).CaptionAsync(photo)).Caption));

        var accepting = AcceptAllAsync(servers);
        await servers.KillUntilAsync(accepting).WaitAsync(Limit);
        var accepted = await accepting;
        Assert.InRange(servers.Kills, 3, int.MaxValue);

        foreach (var id in accepted) await ExpectEndedAsync(servers.Any(0), id, expected);
        Assert.Equal(accepted.Order(), (await ListAsync(servers.Any(1))).Order());
        await ExpectToldAsync(servers.Any(0), accepted);
    }

    /// <summary>As a client would that must not lose its pictures: the same key until it is told that they are accepted.</summary>
    private async Task<string[]> AcceptAllAsync(MortalServers servers)
    {
        var accepted = new string[Jobs];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            for (int job; (job = Interlocked.Increment(ref next)) < Jobs;)
            {
                accepted[job] = await AcceptAsync(servers, job);
                await Task.Delay(BetweenJobs, TimeProvider.System);
            }
        })));
        return accepted;
    }

    private async Task<string> AcceptAsync(MortalServers servers, int job)
    {
        var lines = string.Join('\n', Enumerable.Range(0, Items).Select(item =>
            $"{{\"id\":\"{(job + item) % s_photos.Length}\",\"image\":{{\"base64\":\"{Convert.ToBase64String(NewPictures.Of(s_photos[(job + item) % s_photos.Length]))}\"}}}}"));
        for (var attempt = job; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs") { Content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson") };
                request.Headers.Add("Idempotency-Key", $"job {job}");
                request.Headers.Add("Webhook-Url", _receiver.Address);
                request.Headers.Add("Webhook-Secret", "a secret of sixteen and more");
                using var response = await servers.Any(attempt).SendAsync(request);
                if (response.StatusCode == HttpStatusCode.Accepted) return (string)(await response.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
                Assert.True((int)response.StatusCode >= 500, await response.Content.ReadAsStringAsync());
            }
            catch (Exception error) when (error is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                // It was killed, or was about to be.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static async Task ExpectEndedAsync(HttpClient http, string id, string[] expected)
    {
        var job = await BecomesAsync(http, id, job => (string?)job["state"] == "completed");
        Assert.Equal((Items, 0), ((int)job["counts"]!["done"]!, (int)job["counts"]!["dead"]!));
        var results = (await http.GetStringAsync($"/v1/jobs/{id}/results")).TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(Enumerable.Range(0, Items), results.Select(result => (int)result["index"]!).Order());
        Assert.All(results, result => Assert.Equal(expected[int.Parse((string)result["id"]!)], (string?)result["result"]!["caption"]));
    }

    private static async Task<List<string>> ListAsync(HttpClient http)
    {
        var ids = new List<string>();
        for (string? before = null; ;)
        {
            var page = (await http.GetFromJsonAsync<JsonNode>($"/v1/jobs?max=40{(before is null ? "" : "&before=" + before)}"))!;
            ids.AddRange(page["jobs"]!.AsArray().Select(job => (string)job!["id"]!));
            if ((before = (string?)page["next"]) is null) return ids;
        }
    }

    private async Task ExpectToldAsync(HttpClient http, string[] accepted)
    {
        foreach (var id in accepted) await BecomesAsync(http, id, job => (string?)job["webhook"] == "delivered");
        var told = _receiver.Deliveries.GroupBy(delivery => delivery.Id).ToDictionary(group => group.Key, group => group.Select(delivery => delivery.Body).Distinct().Count());
        Assert.Equal(accepted.Order(), told.Keys.Order());
        Assert.All(told.Values, contents => Assert.Equal(1, contents));
    }

    private static async Task<JsonNode> BecomesAsync(HttpClient http, string id, Func<JsonNode, bool> isRight)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (true)
        {
            var job = (await http.GetFromJsonAsync<JsonNode>($"/v1/jobs/{id}?max=0"))!;
            if (isRight(job)) return job;
            if (patience.IsCancellationRequested) throw new TimeoutException($"The job is still {job}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
