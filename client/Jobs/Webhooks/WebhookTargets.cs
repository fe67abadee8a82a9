using System.Net;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources.Guard;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>
/// Reads where a request wants to be told, from <c>Webhook-Url</c> and <c>Webhook-Secret</c>: headers, as URLs and queries end up in logs.
/// </summary>
internal sealed class WebhookTargets(IOptions<WebhookOptions> options)
{
    private const int MaxUrl = 2048;

    /// <summary>Null when the request wants no webhook.</summary>
    /// <exception cref="RequestRefusedException">A URL that is none, or that could never be reached; no secret to sign with.</exception>
    public JobWebhook? Read(HttpRequest request)
    {
        string? url = request.Headers["Webhook-Url"];
        string? secret = request.Headers["Webhook-Secret"];
        if (string.IsNullOrEmpty(url))
        {
            return null;
        }

        if (
            url.Length > MaxUrl
            || !Uri.TryCreate(url, UriKind.Absolute, out var target)
            || target.Scheme is not ("http" or "https")
            || target.UserInfo.Length > 0
        )
        {
            throw Refused("malformed-webhook", "Webhook-Url must be an absolute http or https URL without user information.");
        }

        if (
            !options.Value.AllowPrivateAddresses
            && IPAddress.TryParse(target.Host.Trim('[', ']'), out var address)
            && !PublicAddress.Is(address)
        )
        {
            throw Refused("webhook-not-public", "Webhook-Url must be on the public internet.");
        }

        if (secret?.Length < WebhookOptions.MinSecret)
        {
            throw Refused("weak-webhook-secret", $"Webhook-Secret must have at least {WebhookOptions.MinSecret} characters.");
        }

        if (secret is null && options.Value.Secret is null)
        {
            throw Refused("no-webhook-secret", "Send a Webhook-Secret: the service has none of its own to sign with.");
        }

        return new JobWebhook(target, secret);
    }

    private static RequestRefusedException Refused(string code, string message) => new(422, code, message);
}
