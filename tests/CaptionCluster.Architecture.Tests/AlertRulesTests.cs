using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Architecture.Tests;

public sealed class AlertRulesTests
{
    private const string Promtool = "promtool";

    [NeedsTheory(Promtool)]
    [InlineData("check", "rules.yml")]
    [InlineData("test", "rules.test.yml")]
    public Task AlertRules_AreReadAndAlertWhenTheyShould(string command, string file) => RunAsync(command, "rules", file);

    /// <summary>By its syntax, as the file with the fronts' key is there in a deployment only.</summary>
    [NeedsFact(Promtool)]
    public Task Config_IsWhatPrometheusReads() => RunAsync("check", "config", "--syntax-only", "prometheus.yml");

    private static async Task RunAsync(params string[] arguments)
    {
        await using var check = new ChildProcess(
            Path.Combine(Fixtures.Repository, "deploy", "prometheus"),
            Promtool,
            arguments
        );

        await check.ExitedAsync();

        Assert.True(check.ExitCode == 0, check.Everything);
        Assert.Contains("SUCCESS", check.Everything, StringComparison.Ordinal);
    }

    /// <summary>A new alert comes with a case that lets it fire.</summary>
    [Fact]
    public void AlertRules_OfTheObjectives_AreAllTested()
    {
        var folder = Path.Combine(Fixtures.Repository, "deploy", "prometheus");
        var alerts = File.ReadLines(Path.Combine(folder, "rules.yml"))
            .Select(line => line.Split("- alert: ")).Where(parts => parts.Length == 2).Select(parts => parts[1].Trim());
        var fired = File.ReadLines(Path.Combine(folder, "rules.test.yml"))
            .Where(line => line.Contains("exp_labels", StringComparison.Ordinal)).ToArray();

        Assert.DoesNotContain(
            alerts, alert => !Array.Exists(fired, line => line.Contains($"alertname: {alert},", StringComparison.Ordinal)));
    }
}
