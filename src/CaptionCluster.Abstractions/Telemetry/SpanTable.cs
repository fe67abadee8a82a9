using System.Diagnostics;

namespace CaptionCluster;

/// <summary>Every span that is ours. docs/telemetry.md is written from here.</summary>
public static class SpanTable
{
    private const string Digest = "caption.digest";
    private const string Stage = "caption.stage";
    private const string Source = "caption.source";

    public static readonly SpanRow Request = new("caption.request", ActivityKind.Internal,
        "One call at its image grain, on the silo that keeps the picture. One that is coalesced is linked to the one that computes.",
        Digest, "caption.model", "caption.model.revision", "caption.model.variant", Source, "error.type");

    public static readonly SpanRow Queue = new("caption.queue", ActivityKind.Internal,
        "The wait for a batch, told when it is over: a child of the call that waited.", Stage);

    public static readonly SpanRow Batch = new("caption.batch", ActivityKind.Internal,
        "One batch of a stage on a silo that infers: a trace of its own, linked to each call in it, which is linked back.",
        Stage, "caption.batch.size", "caption.batch.reason");

    public static readonly SpanRow Decode = new("caption.decode", ActivityKind.Internal,
        "A picture's decoding, told when it is over.", "caption.decode.steps", "caption.batch.size");

    public static readonly SpanRow Fetch = new("caption.source", ActivityKind.Client,
        "A picture fetched from a URL. The host's name, and nothing else of the URL.", "server.address", "caption.source.outcome");

    public static readonly SpanRow JobItem = new("job.item", ActivityKind.Consumer,
        "Work on one picture of a job: a trace of its own, linked to the request that ordered it.",
        "job.id", "job.item", "job.attempt", Digest, Source);

    public static readonly SpanRow JobWebhook = new("job.webhook", ActivityKind.Consumer,
        "One delivery of a webhook: a trace of its own, linked to the request that ordered the job.", "job.id", "job.attempt");
}
