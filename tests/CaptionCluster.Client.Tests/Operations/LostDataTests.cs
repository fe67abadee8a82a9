using System.Net;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Operations;

/// <summary>Data files deleted under a running server: it notices, says so, promises nothing that a restart would not find, and recovers.</summary>
public sealed class LostDataTests : IAsyncLifetime
{
    private CaptionServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _server = await CaptionServer.StartAsync();
        _http = _server.CreateHttpClient();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Post_DataDeleted_NothingIsSaidToBeStoredUntilItIs()
    {
        var known = Pictures.New();
        Assert.True((bool)(await _http.CaptionAsync(known).AnswerAsync())["stored"]!);
        Assert.Equal("hit", (string?)(await _http.CaptionAsync(known).AnswerAsync())["source"]);

        Directory.Delete(_server.DataFolder, recursive: true);
        await File.WriteAllTextAsync(_server.DataFolder, "in the way, so that it can't recover yet");

        var unseen = Pictures.New();
        Assert.False((bool)(await _http.CaptionAsync(unseen).AnswerAsync())["stored"]!);
        Assert.False((bool)(await _http.CaptionAsync(known).AnswerAsync())["stored"]!);
        Assert.False((bool)(await _http.GetAsync($"/v1/captions/{ImageDigest.Compute(known)}").AnswerAsync())["stored"]!);
        await _http.PostFilesAsync("/v1/jobs", Pictures.New()).ProblemAsync(503, "store-unavailable");
        var ready = await ReadyAsync();
        Assert.Equal("degraded", (string?)ready["status"]);
        Assert.Contains("is gone", (string?)ready["reason"], StringComparison.Ordinal);

        File.Delete(_server.DataFolder);
        await BecomesStoredAsync(known);
        await BecomesStoredAsync(unseen);
        var store = _server.Services.GetRequiredService<ICaptionStore>();
        Assert.Single(await store.GetAllAsync(ImageDigest.Compute(known), CancellationToken.None));
        Assert.Single(await store.GetAllAsync(ImageDigest.Compute(unseen), CancellationToken.None));
        await _http.EndAsync(await _http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync());
        Assert.True(File.Exists(Path.Combine(_server.DataFolder, "captions.db")));
        Assert.Single(_server.Log.Lines, line => line.StartsWith("Error CaptionCluster.Storage.Sqlite.Captions.SqliteCaptionStore: The caption store ", StringComparison.Ordinal) && line.Contains("is gone", StringComparison.Ordinal));
        Assert.Single(_server.Log.Lines, line => line.StartsWith("Error CaptionCluster.Storage.Sqlite.Jobs.SqliteJobStore: The job store ", StringComparison.Ordinal) && line.Contains("is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ready_FolderMovedAndNobodyAsks_SaysSoWithinSeconds()
    {
        Directory.Move(_server.DataFolder, _server.DataFolder + ".old");
        try
        {
            using var patience = new CancellationTokenSource(Patience.Limit);
            while ((string?)(await ReadyAsync())["status"] != "degraded") await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
        finally
        {
            Directory.Delete(_server.DataFolder + ".old", recursive: true);
        }
    }

    private async Task<JsonNode> ReadyAsync()
    {
        using var response = await _http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private async Task BecomesStoredAsync(byte[] picture)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!(bool)(await _http.CaptionAsync(picture).AnswerAsync())["stored"]!) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }
}
