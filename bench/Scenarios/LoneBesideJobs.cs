using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>One request after another while jobs take all that is left, against the same with nothing else to do.</summary>
internal static class LoneBesideJobs
{
    private const int Requests = 60;
    private const int ItemsAJob = 200;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var cores = Cores.AllButOne;
        using var elsewhere = cores.Leave();
        var photos = new Photos(options.Photos, seed: 5);
        await using var server = await Child.StartServerAsync(cores, options.Variant);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}"), Timeout = TimeSpan.FromMinutes(5) };
        await LoadRun.PostAsync(server, "/v1/captions", 4, 10 * Requests, photos.Unique);
        var pairs = new List<(double Beside, double Idle)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var idle = await MedianAsync(server, photos);
            var jobs = new List<string>();
            for (var i = 0; i < 1 + (options.Images / ItemsAJob); i++) jobs.Add(await AcceptAsync(http, photos));
            var beside = await MedianAsync(server, photos);
            var left = 0;
            foreach (var job in jobs) left += await CancelAsync(http, job);
            if (left == 0) throw new InvalidOperationException("The jobs were done before the requests: use more --images.");
            pairs.Add((beside, idle));
            progress($"jobs {round + 1}/{options.Rounds}: {beside:0.0} ms of {idle:0.0} ms idle, {left} items left");
        }

        var ratio = pairs.Select(pair => pair.Beside / pair.Idle).Median();
        return
        [
            new(
                "lone request beside jobs, median",
                $"{pairs.Select(pair => pair.Beside).Median():0.0} ms",
                $"{pairs.Select(pair => pair.Idle).Median():0.0} ms",
                $"{ratio:0.00}",
                "<= 2.00",
                ratio <= 2
            ),
        ];
    }

    private static async Task<double> MedianAsync(Child server, Photos photos) =>
        (await LoadRun.PostAsync(server, "/v1/captions", 1, Requests, photos.Unique)).Milliseconds.Median();

    private static async Task<string> AcceptAsync(HttpClient http, Photos photos)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < ItemsAJob; i++)
        {
            lines.Append("{\"image\":{\"base64\":\"").Append(Convert.ToBase64String(photos.Unique())).Append("\"}}\n");
        }

        using var response = await http.PostAsync("/v1/jobs", new StringContent(lines.ToString(), Encoding.ASCII, "application/x-ndjson"));
        return (string)JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["id"]!;
    }

    /// <returns>How many of its pictures were still waiting.</returns>
    private static async Task<int> CancelAsync(HttpClient http, string job)
    {
        var before = JsonNode.Parse(await http.GetStringAsync($"/v1/jobs/{job}?max=0"))!;
        using var cancelled = await http.DeleteAsync($"/v1/jobs/{job}");
        return (int)before["counts"]!["waiting"]!;
    }
}
