using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Architecture.Tests;

public sealed class AlertRulesTests
{
    private const string Promtool = "promtool";

    [NeedsFact(Promtool)]
    public Task AlertRules_AreWhatPrometheusReads() => CheckAsync("rules", "rules.yml");

    /// <summary>By its syntax, as the file with the fronts' key is there in a deployment only.</summary>
    [NeedsFact(Promtool)]
    public Task Config_IsWhatPrometheusReads() => CheckAsync("config", "--syntax-only", "prometheus.yml");

    private static async Task CheckAsync(params string[] what)
    {
        await using var check = new ChildProcess(
            Path.Combine(Fixtures.Repository, "deploy", "prometheus"),
            Promtool,
            ["check", .. what]
        );

        await check.ExitedAsync();

        Assert.True(check.ExitCode == 0, check.Everything);
        Assert.Contains("SUCCESS", check.Everything, StringComparison.Ordinal);
    }
}
