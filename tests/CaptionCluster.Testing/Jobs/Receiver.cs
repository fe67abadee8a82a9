using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Testing.Jobs;

/// <summary>Takes webhooks on loopback, and answers every third with an error, so that it is told again.</summary>
public sealed class Receiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Id, string Body)> _deliveries = new();

    public Receiver()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}/hook/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    public IReadOnlyCollection<(string Id, string Body)> Deliveries => _deliveries;

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                _deliveries.Enqueue((context.Request.Headers["webhook-id"]!, await reader.ReadToEndAsync()));
                context.Response.StatusCode = _deliveries.Count % 3 == 0 ? 503 : 204;
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The sender was killed in the middle, or the test is over.
            }
        }
    }
}
