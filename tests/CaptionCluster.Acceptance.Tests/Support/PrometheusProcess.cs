using System.Globalization;
using System.Text.Json.Nodes;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Support;

/// <summary>The system's Prometheus with what <c>deploy/</c> has for it; it scrapes one server as if it were a silo and a front.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    public const string Program = "prometheus";

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    public PrometheusProcess(TemporaryFolder folder, Uri server)
    {
        var deployed = Path.Combine(Fixtures.Repository, "deploy", "prometheus");
        File.Copy(Path.Combine(deployed, "rules.yml"), folder.At("rules.yml"));
        var lines = File.ReadAllLines(Path.Combine(deployed, "prometheus.yml"))
            .Select(line => line.Contains("targets:", StringComparison.Ordinal)
                ? $"    static_configs: [{{ targets: [\"{server.Authority}\"] }}]"
                : line.Replace("scrape_interval: 5s", "scrape_interval: 1s\n  evaluation_interval: 1s", StringComparison.Ordinal));
        File.WriteAllLines(folder.At("prometheus.yml"), lines);
        var address = "127.0.0.1:" + FreePort.Next().ToString(CultureInfo.InvariantCulture);
        _process = new ChildProcess(folder.Path, Program,
            ["--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", $"--web.listen-address={address}"]);
        _http = new HttpClient { BaseAddress = new Uri("http://" + address), Timeout = Patience.Limit };
    }

    /// <summary>How many series an expression has now; none while Prometheus is not up yet.</summary>
    /// <exception cref="InvalidOperationException">It can't be read, or Prometheus has ended.</exception>
    public async Task<int> SeriesAsync(string expression)
    {
        if (_process.HasExited) throw new InvalidOperationException(_process.Everything);
        try
        {
            using var answer = await _http.GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
            var body = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable) return 0;
            var json = JsonNode.Parse(body)!;
            return (string?)json["status"] == "success"
                ? json["data"]!["result"]!.AsArray().Count
                : throw new InvalidOperationException($"{expression}: {body}");
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>The expressions of the rules as Prometheus has read them: what is recorded, what is alerted on.</summary>
    public async Task<IReadOnlyList<string>> RulesAsync() =>
        [.. JsonNode.Parse(await _http.GetStringAsync("/api/v1/rules"))!["data"]!["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).Select(rule => (string)rule!["query"]!)];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}
