using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>A service on loopback that answers as a test has it answer, in turn; afterwards with a list of no models.</summary>
public sealed class ScriptedService : IAsyncLifetime
{
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private WebApplication _app = null!;

    public Uri Address => new(_app.Urls.First());

    /// <summary>The requests since the script began: their bodies' lengths, and what some headers say.</summary>
    internal ConcurrentQueue<(int Bytes, string? LastEventId, string? IdempotencyKey)> Requests { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    internal void Script(params Func<HttpContext, Task>[] answers)
    {
        _answers.Clear();
        Requests.Clear();
        foreach (var answer in answers) _answers.Enqueue(answer);
    }

    internal static Func<HttpContext, Task> Busy(int status, string? retryAfter = null) => http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        return Json(
            http,
            $$"""{"type":"/problems/overloaded","title":"Too much work","status":{{status}},"detail":"Later.","traceId":"t"}""",
            "application/problem+json");
    };

    /// <summary>Resets the connection, with part of an answer on it or none.</summary>
    /// <param name="isRead">Waited for before: a reset takes with it what is not read yet.</param>
    internal static Func<HttpContext, Task> Lost(
        string begun = "", string contentType = "application/json", SemaphoreSlim? isRead = null) =>
        async http =>
        {
            if (begun.Length > 0)
            {
                await Json(http, begun, contentType);
                await http.Response.Body.FlushAsync();
            }

            if (isRead is not null) Assert.True(await isRead.WaitAsync(Patience.Limit));
            http.Abort();
        };

    internal static Task Json(HttpContext http, string json, string contentType)
    {
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(json);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        Requests.Enqueue(((int)body.Length, headers["Last-Event-ID"], headers["Idempotency-Key"]));
        if (_answers.TryDequeue(out var answer)) await answer(http);
        else await Json(http, """{"models":[]}""", "application/json");
    }
}
