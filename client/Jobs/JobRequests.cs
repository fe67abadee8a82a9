using System.Text;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Jobs.Webhooks;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Jobs;

/// <summary>What a request says of the job it wants, apart from the pictures.</summary>
internal sealed class JobRequests(ModelCatalog models, WebhookTargets webhooks)
{
    private const int MaxIdempotencyKey = 255;

    /// <exception cref="InvalidOptionException">An option or a header that makes no sense.</exception>
    public JobRequest Read(HttpRequest request, RequestOptions options) =>
        new(AccessPolicy.TenantOf(request), KeyFor(options), webhooks.Read(request), IdempotencyKeyOf(request))
        {
            Caller = BodyReader.CallerOf(request),
        };

    /// <exception cref="InvalidOptionException">An option that makes no sense, or none in a job.</exception>
    public CaptionKey KeyFor(RequestOptions options)
    {
        if (options.Include != Include.Nothing)
        {
            throw new InvalidOptionException(
                OptionText.Include,
                "A job keeps short captions; GET /v1/captions/{sha256}?include=… has the rest."
            );
        }

        if (options.AltText is not null)
        {
            throw new InvalidOptionException(
                "altText",
                "A job keeps the model's words; say how their alt text is to be when you fetch its results."
            );
        }

        return models.Find(options.Model).KeyFor(options);
    }

    private static string? IdempotencyKeyOf(HttpRequest request)
    {
        var values = request.Headers["Idempotency-Key"];
        if (values.Count == 0) return null;
        var key = values.Count == 1 ? values[0]!.Trim() : "";
        return key.Length is > 0 and <= MaxIdempotencyKey && Ascii.IsValid(key)
            ? key
            : throw new RequestRefusedException(
                400,
                "malformed-idempotency-key",
                $"Idempotency-Key must be one value of 1 to {MaxIdempotencyKey} ASCII characters."
            );
    }
}
