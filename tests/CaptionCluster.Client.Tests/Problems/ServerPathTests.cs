using System.Net;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Problems;

/// <summary>Whatever fails on the server's disk, clients hear the names of files and not where they lie.</summary>
public sealed class ServerPathTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    private string Data => _root.At("the data of us all");

    private string Models => _root.At("the models");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Post_JobsFileIsFull_NamesTheFile()
    {
        await using var server = await StartAsync(("CaptionCluster:Store:MaxJobsFileBytes", $"{1 << 17}"));
        using var http = server.CreateHttpClient();
        var filling = new byte[1 << 16];

        HttpResponseMessage response;
        for (response = await SendAsync(); response.StatusCode == HttpStatusCode.Accepted; response = await SendAsync()) response.Dispose();

        await ExpectNamesAsync(http, Task.FromResult(response), 503, "store-unavailable", "The job store jobs.db can't grow");

        Task<HttpResponseMessage> SendAsync() => http.PostFilesAsync("/v1/jobs", [.. Pictures.New(), .. filling]);
    }

    [Fact]
    public async Task Post_JobsFileIsLockedThenItsFolderGone_NamesThem()
    {
        await using var server = await StartAsync(("CaptionCluster:Store:BusyTimeout", "00:00:01"), ("CaptionCluster:Jobs:Work", "false"));
        using var http = server.CreateHttpClient();
        using var holder = new SqliteConnection($"Data Source={Path.Combine(Data, "jobs.db")};Pooling=False");
        await holder.OpenAsync();
        using var begin = holder.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();

        await ExpectNamesAsync(
            http,
            http.PostFilesAsync("/v1/jobs", Pictures.New()),
            503,
            "store-unavailable",
            "The job store jobs.db is locked"
        );

        Directory.Move(Data, Data + ".old");
        await File.WriteAllTextAsync(Data, "");
        await ExpectNamesAsync(
            http,
            http.PostFilesAsync("/v1/jobs", Pictures.New()),
            503,
            "store-unavailable",
            "The job store jobs.db is gone"
        );
        holder.Close();
        var ready = "";
        while (!ready.Contains("folder the data of us all", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            ready = await http.GetStringAsync("/health/ready");
            Assert.DoesNotContain(_root.Path, ready, StringComparison.Ordinal);
        }

        await ExpectNamesAsync(
            http,
            http.PostFilesAsync("/v1/jobs", Pictures.New()),
            503,
            "store-unavailable",
            "The store's folder the data of us all can't be made"
        );
    }

    [Theory]
    [InlineData("gone", "There is no model folder default.")]
    [InlineData("encoder_model.onnx", "default/encoder_model.onnx can't be loaded")]
    [InlineData("config.json", "default/config.json is not what it should be")]
    [InlineData("tokenizer.json", "default/tokenizer.json")]
    public async Task Reload_FolderIsBroken_NamesTheFile(string how, string says)
    {
        CopyModel();
        await using var server = CaptionServer.Start(
            null,
            IPAddress.Loopback,
            ("CaptionCluster:DataFolder", Data),
            ("CaptionCluster:Models:Folder", Models)
        );
        using var http = server.CreateHttpClient();
        await server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);
        if (how == "gone") Directory.Delete(Path.Combine(Models, "default"), recursive: true);
        else await File.WriteAllTextAsync(Path.Combine(Models, "default", how), "This is not what was here.");

        await ExpectNamesAsync(http, http.PostAsync("/v1/models/default/reload", null), 422, "model-refused", says);

        var model = (await http.GetAsync("/v1/models").JsonAsync())["models"]![0]!;
        Assert.Contains(says, (string?)model["refusal"], StringComparison.Ordinal);
    }

    /// <summary>Those that come from elsewhere: another machine's, a library's.</summary>
    [Theory]
    [InlineData("The job store /srv/data/jobs.db can't grow: the disk is full.", "The job store jobs.db can't grow: the disk is full.")]
    [InlineData("Could not find a part of the path '/srv/our data/x'.", "Could not find a part of the path 'x'.")]
    [InlineData("Access to the path \"/data\" is denied.", "Access to the path \"data\" is denied.")]
    [InlineData("Load failed:/opt/m/a.onnx (/opt/m/b.onnx), at=/opt/m/", "Load failed:a.onnx (b.onnx), at=m")]
    [InlineData(@"The file C:\Users\us\jobs.db, or \\host\share\jobs.db, is locked.", "The file jobs.db, or jobs.db, is locked.")]
    [InlineData(
        "neither in its root nor in onnx/. See https://host/a/b or mongodb://host/db.",
        "neither in its root nor in onnx/. See https://host/a/b or mongodb://host/db."
    )]
    [InlineData("It doesn't say 'a/b' or 1/2 or its/own.", "It doesn't say 'a/b' or 1/2 or its/own.")]
    public void From_TextWithPaths_KeepsTheirNames(string text, string expected)
    {
        Assert.Equal(expected, ProblemMap.From(new StoreUnavailableException(text)).Detail);
        Assert.Equal(expected, ProblemMap.From(new ModelRefusedException(text)).Detail);
    }

    [Fact]
    public void From_PathWithSpaces_KeepsItsName()
    {
        var error = new StoreUnavailableException("The job store /srv/our data/jobs.db is corrupt. Move /srv/our data/jobs.db away.")
        {
            Path = "/srv/our data/jobs.db",
        };

        Assert.Equal("The job store jobs.db is corrupt. Move jobs.db away.", ProblemMap.From(error).Detail);
    }

    private Task<CaptionServer> StartAsync(params (string, string)[] settings) =>
        CaptionServer.StartAsync([("CaptionCluster:DataFolder", Data), .. settings]);

    private void CopyModel()
    {
        Directory.CreateDirectory(Path.Combine(Models, "default"));
        string[] leftOut = ["golden.json", "decoder_model.onnx", "decoder_with_past_model.onnx"];
        foreach (
            var file in Directory.EnumerateFiles(Fixtures.Local("tiny-vit-gpt2")).Where(file => !leftOut.Contains(Path.GetFileName(file)))
        )
        {
            File.Copy(file, Path.Combine(Models, "default", Path.GetFileName(file)));
        }
    }

    /// <summary>Neither there nor in what everyone may ask for.</summary>
    private async Task ExpectNamesAsync(HttpClient http, Task<HttpResponseMessage> sent, int status, string code, string says)
    {
        var problem = await sent.ProblemAsync(status, code);
        var detail = (string)problem["detail"]!;
        Assert.Contains(says, detail, StringComparison.Ordinal);
        foreach (var address in new[] { "/v1/models", "/v1/jobs", "/health/ready", "/metrics" })
        {
            using var response = await http.GetAsync(address);
            detail += await response.Content.ReadAsStringAsync();
        }

        Assert.DoesNotContain(_root.Path, detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetFileName(_root.Path), detail, StringComparison.Ordinal);
    }
}
