using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Architecture.Tests;

public sealed class AlertRulesTests
{
    private const string Promtool = "promtool";

    [NeedsFact(Promtool)]
    public async Task AlertRules_AreWhatPrometheusReads()
    {
        await using var check = new ChildProcess(
            Path.Combine(Fixtures.Repository, "deploy", "prometheus"),
            Promtool,
            ["check", "rules", "rules.yml"]
        );

        await check.ExitedAsync();

        Assert.True(check.ExitCode == 0, check.Everything);
        Assert.Contains("SUCCESS", check.Everything, StringComparison.Ordinal);
    }
}
