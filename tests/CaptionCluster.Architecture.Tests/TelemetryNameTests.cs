using System.Text.RegularExpressions;
using CaptionCluster.Testing.Telemetry;

namespace CaptionCluster.Architecture.Tests;

/// <summary>
/// Names of metrics and spans are those of the tables that docs/telemetry.md is written from: in the code, and in what is deployed beside
/// it.
/// </summary>
public sealed partial class TelemetryNameTests
{
    [Fact]
    public void Instruments_OfTheSource_AreMadeFromTheTable()
    {
        var literal = SourceTree.Files("*.cs", "src", "client", "silo").SelectMany(path => Created().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["name"].Value);

        Assert.Empty(literal.Except(TelemetryRows.Metrics.Select(row => row.Name).Concat(TelemetryRows.Spans.Select(row => row.Name))));
    }

    [Fact]
    public void Rows_OfTheTables_AreAllUsed()
    {
        var source = string.Concat(SourceTree.Files("*.cs", "src", "client", "silo").Select(File.ReadAllText));
        var rows = typeof(MetricTable).GetFields().Concat(typeof(SpanTable).GetFields())
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}").ToArray();
        var used = Row().Matches(source).Select(match => match.Value).ToHashSet();

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Except(used));
    }

    [Fact]
    public void Metrics_NamedInDeploy_AreInTheTable()
    {
        var labels = TelemetryRows.Metrics.SelectMany(row => row.Attributes).Select(name => name.Replace('.', '_'));
        var known = TelemetryRows.Metrics.Select(row => row.PrometheusName()).Concat(labels).ToHashSet();
        var named = SourceTree.Files("*.*", "deploy").SelectMany(path => Deployed().Matches(File.ReadAllText(path)))
            .Select(match => Part().Replace(match.Value, "")).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    /// <summary>An instrument or a span whose name is written where it is made.</summary>
    [GeneratedRegex(
        """(\.Create\w*(Counter|Gauge|Histogram)(<\w+>)?|StartActivity)\(\s*"(?<name>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Created();

    [GeneratedRegex(@"\b(MetricTable|SpanTable)\.\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bcaption_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Deployed();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
