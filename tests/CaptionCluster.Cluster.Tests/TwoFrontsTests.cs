using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;

namespace CaptionCluster.Cluster.Tests;

/// <summary>One cluster behind two fronts.</summary>
public sealed class TwoFrontsTests(TwoFronts fixture) : IClassFixture<TwoFronts>
{
    private readonly TestCluster _cluster = fixture.Cluster;
    private readonly HttpClient[] _fronts = fixture.Clients;

    [NeedsFact(RedisProcess.Program)]
    public async Task Post_SamePhotoFrom300Clients_IsInferredOnce()
    {
        var before = await _cluster.SumOverSilosAsync("caption_inference_total");
        var photo = Photos.Unique(0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(client => _fronts[client % 2].CaptionAsync(photo)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(answers.Select(answer => answer.Caption).Distinct());
        Assert.Equal(1, await _cluster.SumOverSilosAsync("caption_inference_total") - before);
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Post_ManyPhotos_EverySilosBatchesServeTheOtherToo()
    {
        var sent = 100;

        await Patience.UntilAsync(
            "each silo has run a batch for both",
            async () =>
            {
                var answers = await Task.WhenAll(
                    Enumerable.Range(sent, 32).Select(number => _fronts[number % 2].CaptionAsync(Photos.Unique(number)))
                );
                Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.OK, answer.Text));
                sent += 32;
                var shared = await Task.WhenAll(_cluster.Silos.Select(SharedBatchesAsync));
                return shared.All(batches => batches > 0);
            }
        );
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Delete_OnOneFront_IsForgottenByBothWithinASecond()
    {
        var photo = Photos.Unique(1);
        await _fronts[0].CaptionAsync(photo);
        var digest = (await _fronts[1].CaptionAsync(photo)).Digest;
        Assert.Equal(HttpStatusCode.OK, await GetAsync(_fronts[1], digest));

        using var deleted = await _fronts[0].DeleteAsync($"/v1/captions/{digest}");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(_fronts[0], digest));
        await Patience.UntilAsync("the other front forgets", async () => await GetAsync(_fronts[1], digest) == HttpStatusCode.NotFound);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"It took {clock.Elapsed}.");
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Correct_OnOneFront_IsAnsweredByBothWithinASecond()
    {
        var photo = Photos.Unique(2);
        await _fronts[0].CaptionAsync(photo);
        var path = "/v1/captions/" + (await _fronts[1].CaptionAsync(photo)).Digest;
        var before = await _fronts[1].GetStringAsync(path);
        using var body = new StringContent("""{"caption":"Rex runs."}""", Encoding.UTF8, "application/json");

        using var put = await _fronts[0].PutAsync(path + "/correction", body);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Contains("Rex runs.", await _fronts[0].GetStringAsync(path), StringComparison.Ordinal);
        await Patience.UntilAsync("the other front has it", async () => (await _fronts[1].GetStringAsync(path)).Contains("Rex runs."));
        using var withdrawn = await _fronts[1].DeleteAsync(path + "/correction");
        await Patience.UntilAsync("the first lets go of it", async () => await _fronts[0].GetStringAsync(path) == before);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}.");
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Dashboard_ListsEverySilo()
    {
        await Patience.UntilAsync("two silos are listed", async () => await HostsAsync() == 2);

        Assert.Contains("<html", await _fronts[0].GetStringAsync("/dashboard/"), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<double> SharedBatchesAsync(SiloProcess silo) =>
        await silo.MetricAsync("caption_batch_silos_count") - await silo.MetricAsync("caption_batch_silos_bucket", "le=\"1\"");

    private async Task<int> HostsAsync() =>
        JsonNode.Parse(await _fronts[0].GetStringAsync("/dashboard/DashboardCounters"))!["hosts"]!.AsArray().Count;

    private static async Task<HttpStatusCode> GetAsync(HttpClient front, string digest)
    {
        using var answer = await front.GetAsync($"/v1/captions/{digest}");
        return answer.StatusCode;
    }
}
