using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Testing.Processes;
using Xunit;

namespace CaptionCluster.Testing.Jobs;

/// <summary>
/// 2,000 items in 100 jobs, each of 4 pictures that come again, sent as by clients that must not lose a picture while servers come and go;
/// afterwards every item must have ended once and right. <c>JOBS_SECONDS</c> spreads the accepting over so long, for measuring by hand.
/// </summary>
/// <param name="front">Somewhere to send the nth request to; throws <see cref="HttpRequestException"/> while there is nothing.</param>
public sealed class JobCampaign(Func<int, HttpClient> front) : IDisposable
{
    public const int Items = Jobs * ItemsEach;

    /// <summary>What servers need to be told: short leases and pauses, and hooks on this machine.</summary>
    public static readonly (string Key, string Value)[] Settings =
    [
        ("CaptionCluster:Jobs:Lease", "00:00:02"),
        ("CaptionCluster:Jobs:MaxAttempts", "100"),
        ("CaptionCluster:Jobs:Webhooks:AllowPrivateAddresses", "true"),
        ("CaptionCluster:Jobs:Webhooks:FirstPause", "00:00:00.1"),
        ("CaptionCluster:Jobs:Webhooks:LongestPause", "00:00:01"),
    ];

    private const int Jobs = 100;
    private const int ItemsEach = 20;
    private const int Clients = 4;

    /// <summary>So that accepting goes on while servers die.</summary>
    private static readonly TimeSpan s_betweenJobs = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("JOBS_SECONDS") ?? "25", CultureInfo.InvariantCulture) * Clients / Jobs
    );

    private static readonly byte[][] s_photos =
    [
        .. new[] { "photos/rocket.jpg", "imaging/good/jpeg_444.jpg", "imaging/good/jpeg_cmyk.jpg", "imaging/good/jpeg_exif_6.jpg" }.Select(
            name => File.ReadAllBytes(Fixtures.Local(name.Split('/')))
        ),
    ];

    private readonly Receiver _receiver = new();
    private readonly string[] _accepted = new string[Jobs];
    private string[] _right = [];
    private int _next = -1;

    public int Deliveries => _receiver.Deliveries.Count;

    public void Dispose() => _receiver.Dispose();

    /// <summary>What every picture's caption is, asked while nothing disturbs.</summary>
    public async Task LearnAsync() => _right = await Task.WhenAll(s_photos.Select(async photo =>
    {
        using var answer = await front(0).PostAsync("/v1/captions", new ByteArrayContent(photo));
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["caption"]!;
    }));

    /// <summary>Sends each job with the same key until it is told that it was accepted.</summary>
    public Task AcceptAllAsync() => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
    {
        for (int job; (job = Interlocked.Increment(ref _next)) < Jobs;)
        {
            _accepted[job] = await AcceptAsync(job);
            await Task.Delay(s_betweenJobs, TimeProvider.System);
        }
    })));

    /// <summary>
    /// Every accepted item ended once, done with the right caption; no other job is there; each webhook said one thing only.
    /// </summary>
    public async Task ExpectAllEndedOnceAndRightAsync()
    {
        foreach (var id in _accepted) await ExpectEndedAsync(id);
        Assert.Equal(_accepted.Order(), (await ListAsync()).Order());
        foreach (var id in _accepted)
        {
            await BecomesAsync(id, job => (string?)job["webhook"] == "delivered");
        }

        var told = _receiver
            .Deliveries.GroupBy(delivery => delivery.Id)
            .ToDictionary(group => group.Key, group => group.Select(delivery => delivery.Body).Distinct().Count());
        Assert.Equal(_accepted.Order(), told.Keys.Order());
        Assert.All(told.Values, contents => Assert.Equal(1, contents));
    }

    private async Task<string> AcceptAsync(int job)
    {
        var pictures = s_photos
            .Select(
                (bytes, photo) => $"{{\"id\":\"{photo}\",\"image\":{{\"base64\":\"{Convert.ToBase64String(NewPictures.Of(bytes))}\"}}}}"
            )
            .ToArray();
        var lines = string.Join('\n', Enumerable.Range(0, ItemsEach).Select(item => pictures[item % pictures.Length]));
        for (var attempt = job; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs")
                {
                    Content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson"),
                };
                request.Headers.Add("Idempotency-Key", $"job {job}");
                request.Headers.Add("Webhook-Url", _receiver.Address);
                request.Headers.Add("Webhook-Secret", "a secret of sixteen and more");
                using var response = await front(attempt).SendAsync(request);
                if (response.StatusCode == HttpStatusCode.Accepted)
                {
                    return (string)(await response.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
                }

                Assert.True((int)response.StatusCode >= 500, await response.Content.ReadAsStringAsync());
            }
            catch (Exception error)
                when (error is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                // It was killed, or was about to be.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task ExpectEndedAsync(string id)
    {
        var job = await BecomesAsync(id, job => (string?)job["state"] == "completed");
        Assert.Equal((ItemsEach, 0), ((int)job["counts"]!["done"]!, (int)job["counts"]!["dead"]!));
        var results = (await front(0).GetStringAsync($"/v1/jobs/{id}/results"))
            .TrimEnd()
            .Split('\n')
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal(Enumerable.Range(0, ItemsEach), results.Select(result => (int)result["index"]!).Order());
        Assert.All(
            results,
            result =>
                Assert.Equal(_right[int.Parse((string)result["id"]!, CultureInfo.InvariantCulture)], (string?)result["result"]!["caption"])
        );
    }

    private async Task<List<string>> ListAsync()
    {
        var ids = new List<string>();
        for (string? before = null; ;)
        {
            var page = (await front(1).GetFromJsonAsync<JsonNode>($"/v1/jobs?max=40{(before is null ? "" : "&before=" + before)}"))!;
            ids.AddRange(page["jobs"]!.AsArray().Select(job => (string)job!["id"]!));
            if ((before = (string?)page["next"]) is null) return ids;
        }
    }

    private async Task<JsonNode> BecomesAsync(string id, Func<JsonNode, bool> isRight)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            var job = (await front(0).GetFromJsonAsync<JsonNode>($"/v1/jobs/{id}?max=0"))!;
            if (isRight(job)) return job;
            if (patience.IsCancellationRequested) throw new TimeoutException($"The job is still {job}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
