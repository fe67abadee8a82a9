using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>Someone else's server of pictures, on loopback.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, IHeaderDictionary Headers)> _requests = new();

    private PictureServer(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.First()).Port;

    public IReadOnlyCollection<(string Path, IHeaderDictionary Headers)> Requests => _requests;

    /// <summary>By path; what has none is not found.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Answers { get; } = new(StringComparer.Ordinal);

    public static async Task<PictureServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new PictureServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>A picture at a path, and what is said of it.</summary>
    public void Put(string path, byte[] picture, params (string Name, string Value)[] headers) => Answers[path] = http =>
    {
        foreach (var (name, value) in headers) http.Response.Headers[name] = value;
        if (headers.Any(header => header.Name == "ETag" && header.Value == http.Request.Headers.IfNoneMatch))
        {
            http.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        return http.Response.Body.WriteAsync(picture).AsTask();
    };

    public void Redirect(string path, string to) => Answers[path] = http =>
    {
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    };

    public int CountOf(string path) => _requests.Count(request => request.Path == path);

    /// <summary>A connection to it, whatever address it was asked for by.</summary>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        _requests.Enqueue((http.Request.Path.Value!, new HeaderDictionary(http.Request.Headers.ToDictionary())));
        if (Answers.TryGetValue(http.Request.Path.Value!, out var answer)) return answer(http);
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
