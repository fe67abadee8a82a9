using CaptionCluster.Client.Jobs.Work;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>What workers make of failures, and of each other's items.</summary>
public sealed class JobWorkTests
{
    private static readonly (string, string)[] s_quick =
    [
        ("CaptionCluster:Jobs:FirstPause", "00:00:00.01"),
        ("CaptionCluster:Jobs:LongestPause", "00:00:00.01"),
        ("CaptionCluster:Jobs:MaxAttempts", "3"),
    ];

    [Fact]
    public async Task Work_FailsForGood_IsDeadWithTheReason()
    {
        await using var server = await CaptionServer.StartAsync(s_quick);
        using var http = server.CreateHttpClient();
        server.Model.Failure = new InvalidOperationException("It burns.");

        var job = await http.EndAsync(await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync());

        var result = job["results"]![0]!;
        Assert.Equal("/problems/inference-failed", (string?)result["error"]!["type"]);
        Assert.Equal(3, (int?)result["attempts"]);
        Assert.Equal(3, server.Model.Encodings);
    }

    [Fact]
    public async Task Work_FailsOnce_IsDoneAtTheSecondTry()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Jobs:FirstPause", "00:00:00.01"));
        using var http = server.CreateHttpClient();
        server.Model.Failure = new InvalidOperationException("It burns.");
        var job = await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();
        await server.Model.Encode.ArrivedAsync();
        server.Model.Failure = null;

        var result = (await http.EndAsync(job))["results"]![0]!;

        Assert.Equal("A dog runs.", (string?)result["result"]!["caption"]);
        Assert.InRange((int)result["attempts"]!, 2, 8);
    }

    /// <summary>What a stopping process holds is taken over by the next one at once, not when its lease runs out.</summary>
    [Fact]
    public async Task Stop_WhileWorking_GivesItemsBackUncounted()
    {
        using var data = new CaptionCluster.Testing.TemporaryFolder();
        string job;
        await using (var first = await CaptionServer.StartAsync(("CaptionCluster:DataFolder", data.Path)))
        {
            using var http = first.CreateHttpClient();
            first.Model.Encode.Close();
            job = (string)(await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync())["links"]!["self"]!;
            await first.Model.Encode.ArrivedAsync();
        }

        await using var second = await CaptionServer.StartAsync(
            ("CaptionCluster:DataFolder", data.Path),
            ("CaptionCluster:Jobs:Lease", "01:00:00")
        );
        using var client = second.CreateHttpClient();
        var ended = await client.EndAsync(await client.GetAsync(job).JsonAsync());

        Assert.Equal("completed", (string?)ended["state"]);
        Assert.Equal(1, (int?)ended["results"]![0]!["attempts"]);
    }

    [Fact]
    public async Task Start_NotToWork_AcceptsAndWaits()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Jobs:Work", "false"));
        using var http = server.CreateHttpClient();

        var job = await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();
        await http.CaptionAsync(Pictures.New()).AnswerAsync();

        Assert.Equal("open", (string?)(await http.GetAsync($"/v1/jobs/{job["id"]}").JsonAsync())["state"]);
        Assert.Equal(1, server.Model.Encodings);
    }

    [Theory]
    [InlineData(8, new[] { "a" }, new[] { 8 })]
    [InlineData(8, new[] { "a", "b" }, new[] { 4, 4 })]
    [InlineData(8, new[] { "a", "b", "c" }, new[] { 3, 3, 2 })]
    [InlineData(8, new string[0], new int[0])]
    public void Share_FewTenants_DividesEvenly(int slots, string[] tenants, int[] expected) =>
        Assert.Equal(expected, new TenantTurns().Share(tenants, slots).Select(share => share.Slots));

    [Fact]
    public void Share_FewerHandsThanTenants_TakesTurns()
    {
        var turns = new TenantTurns();
        var counts = new Dictionary<string, int>();
        for (var round = 0; round < 30; round++)
        {
            foreach (var (tenant, slots) in turns.Share(["c", "a", "b"], 1 + (round % 2)))
            {
                counts[tenant] = counts.GetValueOrDefault(tenant) + slots;
            }
        }

        Assert.Equal([15, 15, 15], counts.Values);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 8)]
    [InlineData(1000, 60)]
    public void Growing_AnyAttempt_DoublesUpToTheLongest(int attempt, double seconds) =>
        Assert.InRange(
            Pauses.Growing(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), attempt).TotalSeconds,
            seconds * 0.8,
            seconds * 1.2
        );
}
