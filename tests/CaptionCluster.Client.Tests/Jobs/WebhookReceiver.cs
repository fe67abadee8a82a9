using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Client.Tests.Jobs;

internal sealed record Delivery(string Path, string Id, string Timestamp, string Signature, byte[] Body);

/// <summary>Someone else's server, on loopback.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyCollection<Delivery> Deliveries => _deliveries;

    /// <summary>The status of each answer by its number, from 1.</summary>
    public Func<int, int> Answer { get; set; } = _ => 204;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public Task ArriveAsync() => _arrived.WaitAsync(Patience.Limit);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        string Header(string name) => http.Request.Headers[name].ToString();
        _deliveries.Enqueue(
            new Delivery(http.Request.Path, Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body.ToArray())
        );
        http.Response.StatusCode = Answer(_deliveries.Count);
        if (http.Response.StatusCode is >= 300 and < 400) http.Response.Headers.Location = new Uri(Address, "/elsewhere").ToString();
        _arrived.Release();
    }
}
