using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Telemetry;

namespace CaptionCluster.Acceptance.Tests.Telemetry;

/// <summary>What <c>deploy/</c> asks Prometheus for is there, once it has scraped a server that has worked.</summary>
public sealed partial class PrometheusTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [NeedsFact(PrometheusProcess.Program)]
    public async Task RulesAndPanels_OfARunningServer_HaveSeries()
    {
        await using var server = await ServerProcess.StartClientAsync(_data);
        await using var prometheus = new PrometheusProcess(_folder, server.Address);
        await Patience.UntilAsync("it is scraped", async () => await prometheus.SeriesAsync("caption_intake_buffered_bytes") > 0);
        await WorkAsync(server.Http);

        var rules = await prometheus.RulesAsync();
        var wanted = rules.SelectMany(Operands).Concat(Panels()).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(rules.Count > 10 && wanted.Count > 30, string.Join('\n', wanted));
        var missing = wanted;
        try
        {
            await Patience.UntilAsync("every expression has series", async () =>
            {
                missing = [.. await MissingAsync(prometheus, missing)];
                return missing.Count == 0;
            });
        }
        catch (TimeoutException)
        {
            Assert.Fail("No series for:\n" + string.Join('\n', missing));
        }

        AssertTable(await server.Http.GetStringAsync("/metrics"));
    }

    /// <summary>Everything under our name that Prometheus reads is in the table, the labels too.</summary>
    private static void AssertTable(string metrics)
    {
        var known = TelemetryRows.Metrics.GroupBy(row => row.PrometheusName())
            .ToDictionary(rows => rows.Key, rows => rows.SelectMany(row => row.Attributes)
                .Select(name => name.Replace('.', '_')).ToHashSet());
        var samples = Sample().Matches(metrics);

        Assert.NotEmpty(samples);
        Assert.All(samples, sample =>
        {
            var labels = Label().Matches(sample.Groups["labels"].Value).Select(label => label.Groups["name"].Value);
            Assert.Empty(labels.Where(name => !name.StartsWith("otel_", StringComparison.Ordinal) && name != "le")
                .Except(known[sample.Groups["name"].Value]));
        });
    }

    private static async Task WorkAsync(HttpClient http)
    {
        foreach (var photo in (byte[][])[Photos.New(), Photos.New()])
        {
            for (var time = 0; time < 2; time++)
            {
                using var answer = await http.PostAsync("/v1/captions", new ByteArrayContent(photo));
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private static async Task<IEnumerable<string>> MissingAsync(PrometheusProcess prometheus, IEnumerable<string> expressions)
    {
        var counted = await Task.WhenAll(expressions.Select(async text => (text, Count: await prometheus.SeriesAsync(text))));
        return counted.Where(expression => expression.Count == 0).Select(expression => expression.text);
    }

    private static IEnumerable<string> Panels()
    {
        var file = Path.Combine(Fixtures.Repository, "deploy", "grafana", "dashboards", "captioncluster.json");
        return JsonNode.Parse(File.ReadAllText(file))!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!);
    }

    /// <summary>What an alert compares: it is silent while all is well, and may look at a yesterday that is not there.</summary>
    private static IEnumerable<string> Operands(string rule) => Compared().IsMatch(rule)
        ? Conjunction().Split(rule).Select(condition => Compared().Split(condition)[0])
        : [rule];

    [GeneratedRegex(" (?:>|<|==) ", RegexOptions.None, 1000)]
    private static partial Regex Compared();

    [GeneratedRegex(" and ", RegexOptions.None, 1000)]
    private static partial Regex Conjunction();

    [GeneratedRegex(@"^(?<name>caption_[a-z_]+?)(_bucket|_sum|_count)?\{(?<labels>[^}]*)\}",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Sample();

    [GeneratedRegex("(?<name>[a-z_]+)=\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
