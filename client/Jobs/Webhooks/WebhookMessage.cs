using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaptionCluster.Client.Jobs.Answers;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>What a webhook tells. Made of what never changes once a job has completed: every delivery of it has the same bytes.</summary>
internal sealed record WebhookBody(
    string Type, string Id, string State, CountsAnswer Counts, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, LinksAnswer Links);

/// <summary>
/// A delivery, signed as Standard Webhooks has it: <c>webhook-signature: v1,base64(HMAC-SHA256(secret, id.timestamp.body))</c>. The
/// timestamp is signed so that an old delivery can't be played again; the id is the job's, so that a receiver knows a repetition.
/// </summary>
internal static class WebhookMessage
{
    /// <param name="pathBase">What stands before the paths of this server, as it is configured: no request tells.</param>
    public static HttpRequestMessage Create(Job job, string secret, DateTimeOffset now, string pathBase = "")
    {
        var body = BodyOf(job, pathBase);
        var id = job.Id.ToString();
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var message = new HttpRequestMessage(HttpMethod.Post, job.Order.Webhook!.Url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new("application/json");
        message.Headers.Add("webhook-id", id);
        message.Headers.Add("webhook-timestamp", timestamp);
        message.Headers.Add("webhook-signature", Sign(secret, id, timestamp, body));
        return message;
    }

    public static string Sign(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    private static byte[] BodyOf(Job job, string pathBase)
    {
        var answer = JobAnswers.Of(job, pathBase);
        return JsonSerializer.SerializeToUtf8Bytes(
            new WebhookBody("job.completed", answer.Id, answer.State, answer.Counts, answer.CreatedAt, answer.EndedAt, answer.Links),
            WebhookJson.Default.WebhookBody);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext;
