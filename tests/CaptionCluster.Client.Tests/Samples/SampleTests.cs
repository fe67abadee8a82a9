using CaptionCluster.Client.Tests.TypedClient;
using CaptionCluster.Testing.Needs;

namespace CaptionCluster.Client.Tests.Samples;

/// <summary>Each of <c>samples/</c>, as its readers run it: all print the same.</summary>
[Collection(KeyedServer.Name)]
public sealed class SampleTests(KeyedServer keyed)
{
    private static readonly string[] s_printed =
    [
        "alt text: A dog runs",
        "batch: chelsea.png: A dog runs.",
        "batch: rocket.jpg: A dog runs.",
        "by digest: A dog runs. (hit)",
        "caption: A dog runs.",
        "job: completed",
        "result: chelsea.png: A dog runs.",
        "result: rocket.jpg: A dog runs.",
    ];

    [NeedsFact("curl")]
    public Task Curl_Sample_PrintsCaptions() => PrintsAsync("bash", Sample("curl", "captions.sh"));

    [Fact]
    public Task CSharp_Sample_PrintsCaptions() => PrintsAsync(BuiltPrograms.Host, BuiltPrograms.Sample);

    [NeedsFact("python3")]
    public Task Python_Sample_PrintsCaptions() => PrintsAsync("python3", Sample("python", "captions.py"));

    [NeedsFact("node")]
    public Task JavaScript_Sample_PrintsCaptions() => PrintsAsync("node", Sample("javascript", "captions.mjs"));

    private async Task PrintsAsync(string program, string sample)
    {
        await using var good = Start(program, sample, ("CAPTIONCLUSTER_KEY", KeyedServer.Key));
        await using var keyless = Start(program, sample);
        await good.ExitedAsync();
        await keyless.ExitedAsync();

        Assert.True(good.ExitCode == 0, good.Everything);
        Assert.Equal(s_printed, good.StandardOutput.Split('\n').Order(StringComparer.Ordinal));
        Assert.NotEqual(0, keyless.ExitCode);
        Assert.Empty(keyless.StandardOutput);
        Assert.Contains("X-Api-Key", keyless.StandardError, StringComparison.Ordinal); // As the service says it.
    }

    private ChildProcess Start(string program, string sample, params (string Name, string Value)[] environment) =>
        new(Fixtures.Repository, program, [sample], [("CAPTIONCLUSTER_URL", keyed.Server.Address.ToString()), .. environment]);

    private static string Sample(string folder, string file) => Path.Combine(Fixtures.Repository, "samples", folder, file);
}
