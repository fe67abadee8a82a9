using System.Collections.Concurrent;
using System.Net;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Testing.Telemetry;

/// <summary>A collector's OTLP endpoint on loopback (http/protobuf) that keeps what it is sent.</summary>
public sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<OtlpRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    public OtlpReceiver()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    public IReadOnlyCollection<OtlpRequest> Requests => _requests;

    /// <summary>The first request to a path, once it is there.</summary>
    public async Task<OtlpRequest> FirstAsync(string path)
    {
        while (true)
        {
            if (_requests.FirstOrDefault(request => request.Path == path) is { } found) return found;
            if (!await _arrivals.WaitAsync(Patience.Limit)) throw new TimeoutException($"Nothing was sent to {path}.");
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _arrivals.Dispose();
    }

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _requests.Enqueue(
                    new OtlpRequest(
                        context.Request.Url!.AbsolutePath,
                        context.Request.Headers["x-token"],
                        context.Request.Headers["Content-Encoding"],
                        body.ToArray()
                    )
                );
                _arrivals.Release();
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The sender has ended in the middle, or the test is over.
            }
        }
    }
}

/// <summary>One export.</summary>
public sealed record OtlpRequest(string Path, string? Token, string? Encoding, byte[] Body)
{
    /// <summary>
    /// A text attribute's value, the resource's as that comes first: a key value in a protobuf message is 10, length, key, 18, length, (10,
    /// length, text).
    /// </summary>
    public string? Attribute(string key)
    {
        byte[] start = [10, (byte)key.Length, .. System.Text.Encoding.UTF8.GetBytes(key), 18];
        var found = Body.AsSpan().IndexOf(start);
        if (found < 0) return null;
        var value = Body.AsSpan(found + start.Length + 2); // Past the value's length and its tag.
        return System.Text.Encoding.UTF8.GetString(value.Slice(1, value[0]));
    }
}
