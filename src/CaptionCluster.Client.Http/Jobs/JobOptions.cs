namespace CaptionCluster.Client.Http;

/// <summary>What a new job is to be. How its alt texts are to be is said when its results are fetched.</summary>
public sealed record JobOptions
{
    /// <summary>A name of <see cref="CaptionClient.GetModelsAsync"/>; the default one when null.</summary>
    public string? Model { get; init; }

    /// <summary>How the model decodes.</summary>
    public DecodingOptions? Decoding { get; init; }

    /// <summary>
    /// 1 to 255 ASCII characters: the same key with the same pictures is the same job, with others 422 <c>idempotency-key-reused</c>. A
    /// new one for each call when null, so that repeating a call whose answer was lost makes no second job.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Called when the job has completed.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Signs that call (Standard Webhooks, HMAC-SHA256); at least 16 characters.</summary>
    public string? WebhookSecret { get; init; }

    internal Call ToCall(IReadOnlyCollection<NamedPicture> pictures)
    {
        var headers = new List<(string Name, string Value)> { ("Idempotency-Key", IdempotencyKey ?? Guid.NewGuid().ToString()) };
        if (WebhookUrl is { } url) headers.Add(("Webhook-Url", url.AbsoluteUri));
        if (WebhookSecret is { } secret) headers.Add(("Webhook-Secret", secret));
        return new Call(HttpMethod.Post, JobClient.Jobs + OptionQuery.Of(new CaptionOptions { Model = Model, Decoding = Decoding }))
        {
            Content = () => new LinesContent(pictures),
            Pictures = [.. pictures.Select(named => named.Picture)],
            Headers = headers,
        };
    }
}
