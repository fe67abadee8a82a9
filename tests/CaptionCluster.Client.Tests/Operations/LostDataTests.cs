using System.Net;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Operations;

/// <summary>
/// Data files deleted under a running server: it notices, says so, promises nothing that a restart would not find, and recovers.
/// </summary>
public sealed class LostDataTests : ServerTests
{
    [Fact]
    public async Task Post_DataDeleted_NothingIsSaidToBeStoredUntilItIs()
    {
        var known = Pictures.New();
        Assert.True((bool)(await Http.CaptionAsync(known).AnswerAsync())["stored"]!);
        Assert.Equal("hit", (string?)(await Http.CaptionAsync(known).AnswerAsync())["source"]);

        Directory.Delete(Server.DataFolder, recursive: true);
        await File.WriteAllTextAsync(Server.DataFolder, "in the way, so that it can't recover yet");

        var unseen = Pictures.New();
        Assert.False((bool)(await Http.CaptionAsync(unseen).AnswerAsync())["stored"]!);
        Assert.False((bool)(await Http.CaptionAsync(known).AnswerAsync())["stored"]!);
        Assert.False((bool)(await Http.GetAsync($"/v1/captions/{ImageDigest.Compute(known)}").AnswerAsync())["stored"]!);
        await Http.PostFilesAsync("/v1/jobs", Pictures.New()).ProblemAsync(503, "store-unavailable");
        var ready = await ReadyAsync();
        Assert.Equal("degraded", (string?)ready["status"]);
        Assert.Contains("is gone", (string?)ready["reason"], StringComparison.Ordinal);

        File.Delete(Server.DataFolder);
        await BecomesStoredAsync(known);
        await BecomesStoredAsync(unseen);
        var store = Server.Services.GetRequiredService<ICaptionStore>();
        Assert.Single(await store.GetAllAsync(ImageDigest.Compute(known), CancellationToken.None));
        Assert.Single(await store.GetAllAsync(ImageDigest.Compute(unseen), CancellationToken.None));
        await Http.EndAsync(await BecomesAcceptedAsync());
        Assert.True(File.Exists(Path.Combine(Server.DataFolder, "captions.db")));
        Assert.Single(
            Server.Log.Lines,
            line =>
                line.StartsWith(
                    "Error CaptionCluster.Storage.Sqlite.Captions.SqliteCaptionStore: The caption store ",
                    StringComparison.Ordinal
                ) && line.Contains("is gone", StringComparison.Ordinal)
        );
        Assert.Single(
            Server.Log.Lines,
            line =>
                line.StartsWith("Error CaptionCluster.Storage.Sqlite.Jobs.SqliteJobStore: The job store ", StringComparison.Ordinal)
                && line.Contains("is gone", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Ready_FolderMovedAndNobodyAsks_SaysSoWithinSeconds()
    {
        Directory.Move(Server.DataFolder, Server.DataFolder + ".old");
        try
        {
            await Patience.UntilAsync("it says so", async () => (string?)(await ReadyAsync())["status"] == "degraded");
        }
        finally
        {
            Directory.Delete(Server.DataFolder + ".old", recursive: true);
        }
    }

    /// <summary>Each store tries again at its own time.</summary>
    private async Task<JsonNode> BecomesAcceptedAsync()
    {
        HttpResponseMessage? answer = null;
        await Patience.UntilAsync("a job is accepted", async () =>
        {
            answer = await Http.PostFilesAsync("/v1/jobs", Pictures.New());
            return answer.StatusCode == HttpStatusCode.Accepted;
        });
        return await Task.FromResult(answer!).AcceptedAsync();
    }

    private async Task<JsonNode> ReadyAsync()
    {
        using var response = await Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private Task BecomesStoredAsync(byte[] picture) => Patience.UntilAsync(
        "the caption is stored", async () => (bool)(await Http.CaptionAsync(picture).AnswerAsync())["stored"]!);
}
