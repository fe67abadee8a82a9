using System.Net;
using System.Text.Json.Nodes;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;

namespace CaptionCluster.Cluster.Tests;

/// <summary>A front without its cluster, and with it again; roles on separate silos.</summary>
public sealed class ComingAndGoingTests
{
    [NeedsFact(RedisProcess.Program)]
    public async Task Front_BeforeAfterAndWithoutItsCluster_SaysSoAndServesAgain()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 0, fronts: 0);
        var front = cluster.AddFront();
        using var http = front.CreateClient();
        await SaysAsync(front, "The cluster is starting.");

        var images = cluster.AddSilo("--CaptionCluster:Cluster:Roles", "images");
        await images.ReadyAsync();
        await SaysAsync(front, "Models are loading.");

        var inference = cluster.AddSilo("--CaptionCluster:Cluster:Roles", "inference");
        await front.ReadyAsync();
        await CaptionsAsync(http, cluster);
        Assert.Equal(
            (1, 0),
            ((int)await images.MetricAsync("caption_inference_total"), (int)await images.MetricAsync("caption_batch_size_count", "encoder"))
        );
        Assert.Equal(0, await inference.MetricAsync("caption_inference_total"));

        await SilosAreAsync(http, "active images", "active inference");
        inference.Process.SignalKill();
        await SilosAreAsync(http, "active images", "dead inference");

        images.Process.SignalKill();
        await SaysAsync(front, "The cluster does not answer.");
        Assert.Equal("silent", (string?)(await ClusterAsync(http))["membership"]);
        await SilosAreAsync(http, "dead inference", "silent images");

        await images.RestartAsync();
        await inference.RestartAsync();
        await front.ReadyAsync();
        await CaptionsAsync(http, cluster);
    }

    private static async Task CaptionsAsync(HttpClient http, TestCluster cluster)
    {
        var answer = await http.CaptionAsync(Photos.Unique(0));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text + cluster.Fronts.Select(front => front.Process.Output).Single());
    }

    /// <summary>What each is, as the front tells it, and what it is or was for.</summary>
    private static Task SilosAreAsync(HttpClient http, params string[] expected) => Patience.UntilAsync(
        $"the silos are {string.Join(", ", expected)}",
        async () => (await ClusterAsync(http))["silos"]!.AsArray()
            .Select(silo => $"{silo!["status"]} {silo["roles"]?[0]}")
            .Order(StringComparer.Ordinal)
            .SequenceEqual(expected, StringComparer.Ordinal));

    private static async Task<JsonNode> ClusterAsync(HttpClient http) => JsonNode.Parse(await http.GetStringAsync("/v1/cluster"))!;

    private static Task SaysAsync(FrontProcess front, string reason) =>
        Patience.UntilAsync(
            $"the front says '{reason}'",
            async () =>
                await front.HealthAsync() is (HttpStatusCode.ServiceUnavailable, var text)
                && text.Contains(reason, StringComparison.Ordinal)
        );
}
