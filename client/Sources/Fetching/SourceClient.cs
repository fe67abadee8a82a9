using System.Net;
using System.Net.Http.Headers;
using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Sources.Known;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Sources.Fetching;

/// <summary>
/// Asks sources: no redirects by itself, no proxy, no cookies, no decoding, and only addresses that may be called. It says nothing of who
/// asked it to.
/// </summary>
internal sealed class SourceClient : IDisposable
{
    private const int MaxHeaderKilobytes = 32;

    private static readonly string s_name = $"CaptionCluster/{typeof(SourceClient).Assembly.GetName().Version?.ToString(3)}";

    private readonly HttpMessageInvoker _http;
    private readonly string _userAgent;

    public SourceClient(IOptions<SourceOptions> options, INetwork network)
    {
        _userAgent = options.Value.UserAgent ?? s_name;
        var handler = GuardedConnection.NewHandler(network, options.Value.AllowPrivateAddresses, options.Value.Timeout);
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.ActivityHeadersPropagator = null;
        handler.MaxResponseHeadersLength = MaxHeaderKilobytes;
        handler.MaxResponseDrainSize = 0; // Nothing is read of an answer that is not wanted.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10);
        _http = new HttpMessageInvoker(handler);
    }

    /// <param name="known">What it had before, so that it need not send it again.</param>
    /// <returns>With its headers read.</returns>
    public async Task<HttpResponseMessage> GetAsync(Uri url, KnownSource? known, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Options.Set(GuardedConnection.Leaving, cancellationToken);
        request.Headers.UserAgent.ParseAdd(_userAgent);
        request.Headers.Accept.ParseAdd("image/*, */*;q=0.1");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (known?.ETag is { } etag) request.Headers.IfNoneMatch.Add(etag);
        request.Headers.IfModifiedSince = known?.LastModified;
        return await _http.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
