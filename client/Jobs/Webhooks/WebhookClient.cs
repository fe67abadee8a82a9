using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Transport;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>Calls receivers: no redirects, no proxy, no cookies, and only addresses that may be called.</summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly string _pathBase;

    public WebhookClient(IOptions<WebhookOptions> options, IOptions<ProxyOptions> proxy, INetwork network, TimeProvider time)
    {
        _pathBase = proxy.Value.PathBase;
        _options = options.Value;
        _time = time;
        _http = new HttpClient(GuardedConnection.NewHandler(network, _options.AllowPrivateAddresses, _options.Timeout))
        {
            Timeout = Timeout.InfiniteTimeSpan, // Bounded below, by our own clock.
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("CaptionCluster-Webhook");
    }

    /// <returns>Null when it was taken (2xx); else why not. The answer's body is not read.</returns>
    public async Task<string?> SendAsync(Job job, CancellationToken cancellationToken)
    {
        if ((job.Order.Webhook!.Secret ?? _options.Secret) is not { } secret) return "There is no secret to sign with (any more).";
        using var timer = new CancellationTokenSource(_options.Timeout, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var message = WebhookMessage.Create(job, secret, _time.GetUtcNow(), _pathBase);
            message.Options.Set(GuardedConnection.Leaving, limit.Token);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.IsSuccessStatusCode ? null : $"It answered {(int)response.StatusCode}.";
        }
        catch (HttpRequestException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"No answer within {_options.Timeout.TotalSeconds} s.";
        }
    }

    public void Dispose() => _http.Dispose();
}
