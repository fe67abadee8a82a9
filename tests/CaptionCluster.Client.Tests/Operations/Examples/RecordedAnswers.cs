using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Operations.Examples;

/// <summary>What the server, with the bundled model, answers to the requests that the description shows.</summary>
public sealed class RecordedAnswers : IAsyncLifetime
{
    private const string CatDigest = "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb";
    private const string Cat = $$$"""{"image":{"sha256":"{{{CatDigest}}}"}}""";
    private const string Lines = $$$"""{"id":"cat","image":{"sha256":"{{{CatDigest}}}"}}""" + "\n";

    private CaptionServer _server = null!;
    private string? _key = KeyCalls.Admin;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>As the examples' file has them.</summary>
    internal JsonObject Operations { get; } = [];

    /// <summary>What was answered to those who did something wrong.</summary>
    internal IReadOnlyList<JsonNode> Problems { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _server = CaptionServer.Start(null, IPAddress.Loopback, KeyCalls.AdminSetting, ("CaptionCluster:Traces:Enabled", "true"));
        await _server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);
        Http = _server.CreateHttpClient();
        Problems = await Provocations.RecordAsync(Http);
        foreach (var name in new[] { "chelsea.png", "coffee.png" }) await SendPhotoAsync(name, "*/*");
        await CaptionsAsync();
        await JobsAsync();
        await ModelsAsync();
        await ClusterAsync();
        await KeysAsync();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task CaptionsAsync()
    {
        await RecordAsync("POST /v1/captions", body: Cat);
        await RecordAsync("POST /v1/captions", body: Cat, headers: ("Prefer", "respond-async"));
        Keep("POST /v1/captions", "200", "text/event-stream", await SendPhotoAsync("rocket.jpg", "text/event-stream"));
        await RecordAsync("GET /v1/captions/{sha256}", "/v1/captions/" + CatDigest);
        await RecordAsync("POST /v1/alt-text", body: Cat);
        await RecordAsync("POST /v1/alt-text", body: Cat, headers: ("Prefer", "respond-async"));
        await RecordAsync("POST /v1/alt-text", body: Cat, headers: ("Accept", "text/event-stream"));
        await RecordAsync("POST /v1/captions/batch", body: Lines, type: "application/x-ndjson");
        var correction = $"/v1/captions/{CatDigest}/correction";
        await RecordAsync("PUT /v1/captions/{sha256}/correction", correction, """{"caption":"A tabby cat looks into the camera."}""");
        await RecordAsync("GET /v1/corrections");
        await RecordAsync("DELETE /v1/captions/{sha256}/correction", correction, keep: false);
    }

    private async Task JobsAsync()
    {
        var job = await RecordAsync("POST /v1/jobs", body: Lines, type: "application/x-ndjson");
        var address = (string)job["links"]!["self"]!;
        await RecordAsync("GET /v1/jobs/{id}/events", address + "/events"); // Until its end.
        await RecordAsync("GET /v1/jobs/{id}", address + "?after=0");
        await RecordAsync("GET /v1/jobs/{id}/results", address + "/results");
        await RecordAsync("GET /v1/jobs/{id}/results", address + "/results?format=csv");
        await RecordAsync("GET /v1/jobs", "/v1/jobs?max=1");
        var open = await RecordAsync("POST /v1/jobs", body: NewPictures(), type: "application/x-ndjson", keep: false);
        await RecordAsync("DELETE /v1/jobs/{id}", (string)open["links"]!["self"]!);
    }

    private async Task ModelsAsync()
    {
        await RecordAsync("GET /v1/models");
        await RecordAsync("POST /v1/models/{name}/reload", "/v1/models/default/reload");
    }

    private async Task ClusterAsync()
    {
        var cluster = await RecordAsync("GET /v1/cluster", keep: false);
        cluster["front"]!["name"] = "front-1";
        cluster["silos"]![0]!["name"] = "silo-1";
        Keep("GET /v1/cluster", "200", "application/json", cluster);
        var traces = await RecordAsync("GET /v1/traces", "/v1/traces?kind=slowest&limit=1");
        var trace = await RecordAsync("GET /v1/traces/{id}", $"/v1/traces/{traces["traces"]![0]!["id"]}", keep: false);
        foreach (var span in trace["spans"]!.AsArray().Concat(trace["batches"]!.AsArray())) span!["host"] = "silo-1";
        trace["spans"]![0]!["host"] = "front-1";
        Keep("GET /v1/traces/{id}", "200", "application/json", trace);
    }

    private async Task KeysAsync()
    {
        var made = await RecordAsync("POST /v1/keys", body: """
            {"name":"night build","scopes":["caption","jobs"],"tenant":"acme","expiresAt":"2099-01-01T00:00:00Z","requestsPerMinute":600}
            """.Trim());
        await RecordAsync("GET /v1/keys");
        _key = (string)made["key"]!;
        await RecordAsync("POST /v1/session");
    }

    private static string NewPictures() => string.Join('\n', Enumerable.Range(0, 20).Select(_ => JobCalls.Line(Pictures.New())));

    private async Task<JsonNode> SendPhotoAsync(string name, string accept)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Fixtures.Repository, "tests", "fixtures", "photos", name));
        using var answer = await Http.SendAsync(CaptionEvents.Request(bytes, accept: accept));
        return JsonValue.Create(await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> RecordAsync(string operation, string? path = null, string? body = null, string type = "application/json",
        bool keep = true, params (string Name, string Value)[] headers)
    {
        var parts = operation.Split(' ');
        using var request = KeyCalls.With(_key, new HttpMethod(parts[0]), path ?? parts[1]);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{operation}: {text}");
        if (answer.StatusCode == HttpStatusCode.NoContent) return new JsonObject();
        var media = answer.Content.Headers.ContentType!.MediaType!;
        var json = media switch
        {
            "application/json" => JsonNode.Parse(text)!,
            "application/x-ndjson" when !operation.EndsWith("results", StringComparison.Ordinal) => JsonNode.Parse(text)!, // Of one line.
            _ => JsonValue.Create(text),
        };
        if (!keep) return json;
        Keep(operation, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture), media, json.DeepClone());
        if (body is not null)
        {
            EntryOf(operation)["request"] = new JsonObject { [type] = type == "application/json" ? JsonNode.Parse(body) : body };
        }

        return json;
    }

    private void Keep(string operation, string status, string media, JsonNode answer)
    {
        var answers = (JsonObject)(EntryOf(operation)["answers"] ??= new JsonObject());
        ((JsonObject)(answers[status] ??= new JsonObject()))[media] = answer;
    }

    private JsonObject EntryOf(string operation) => (JsonObject)(Operations[operation] ??= new JsonObject());
}
