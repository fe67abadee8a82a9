namespace CaptionCluster;

/// <summary>Every metric that is ours. docs/telemetry.md is written from here; other tools know them by these names.</summary>
public static class MetricTable
{
    private const string Stage = "caption.stage";
    private const string Model = "caption.model";
    private const string Store = "caption.store";
    private const string Outcome = "outcome";
    private const string Cache = "cache";

    public static readonly MetricRow Requests = new("caption.requests", MetricKind.Counter, "{request}",
        "Caption requests, by source and outcome: ok, refused, overloaded, too-slow, left, timed_out, unavailable, failed.",
        "source", Outcome);

    public static readonly MetricRow RequestsWaiting = new("caption.requests.waiting", MetricKind.UpDownCounter, "{request}",
        "Requests that wait on a flight.");

    public static readonly MetricRow CallsRepeated = new("caption.calls.repeated", MetricKind.Counter, "{call}",
        "Calls to the cluster that were made again.");

    public static readonly MetricRow Buffered = new("caption.intake.buffered", MetricKind.Gauge, "By", "Uploads held in memory.");

    public static readonly MetricRow EdgeEntries = new("caption.cache.entries", MetricKind.Gauge, "{caption}",
        "Captions kept in a front's memory.", Cache);

    public static readonly MetricRow EdgeSize = new("caption.cache.size", MetricKind.Gauge, "By", "Estimated size of what is kept.", Cache);

    public static readonly MetricRow GrainEntries = new("caption.cache.entries", MetricKind.UpDownCounter, "{caption}",
        "Captions in the memory of image grains.");

    public static readonly MetricRow Inferences = new("caption.inference", MetricKind.Counter, "{inference}", "Pictures given to a model.");

    public static readonly MetricRow Saved = new("caption.inference.saved", MetricKind.Counter, "s",
        "Inference that hits and coalescing avoided.");

    public static readonly MetricRow InferenceDuration = new("caption.inference.duration", MetricKind.Histogram, "s",
        "Time of one batch (encoder, discriminator) or one step (decoder) on the device.", Stage, Model);

    public static readonly MetricRow QueueDuration = new("caption.queue.duration", MetricKind.Histogram, "s",
        "Time from entering a queue to leaving it in a batch.", Stage, Model);

    public static readonly MetricRow QueueDepth = new("caption.queue.depth", MetricKind.Gauge, "{entry}", "Entries waiting.", Stage, Model);

    public static readonly MetricRow BatchSize = new("caption.batch.size", MetricKind.Histogram, "{entry}",
        "Entries a batch.", Stage, Model);

    public static readonly MetricRow BatchSilos = new("caption.batch.silos", MetricKind.Histogram, "{silo}",
        "Silos whose image grains asked for the entries of a batch.", Stage, Model);

    public static readonly MetricRow BatchReleased = new("caption.batch.released", MetricKind.Counter, "{batch}",
        "Batches released, by reason: full, delay, idle, drain.", Stage, "caption.batch.reason");

    public static readonly MetricRow StorePending = new("caption.store.pending", MetricKind.Gauge, "{caption}",
        "Captions that were answered and wait for the store.");

    public static readonly MetricRow CommitSize = new("caption.store.commit.size", MetricKind.Histogram, "{write}",
        "Writes that shared one commit.", Store);

    public static readonly MetricRow CommitDuration = new("caption.store.commit.duration", MetricKind.Histogram, "s",
        "Time a group of writes and its commit took.", Store);

    public static readonly MetricRow StoreFailures = new("caption.store.failures", MetricKind.Counter, "{write}",
        "Writes that failed.", Store);

    public static readonly MetricRow StoreLosses = new("caption.store.losses", MetricKind.Counter, "{loss}",
        "How often what was stored was deleted, moved or replaced while it was in use.", Store);

    public static readonly MetricRow SourceFetches = new("caption.sources.fetches", MetricKind.Counter, "{url}",
        "Pictures wanted from URLs, by outcome: fetched, unchanged, fresh (not asked), refused, failed, overloaded, left.", Outcome);

    public static readonly MetricRow SourceSize = new("caption.sources.size", MetricKind.Counter, "By",
        "Bytes of the pictures that were fetched.");

    public static readonly MetricRow SourceDuration = new("caption.sources.duration", MetricKind.Histogram, "s",
        "From wanting a picture from a URL to having it, the wait for a turn included.");

    public static readonly MetricRow SourcesActive = new("caption.sources.active", MetricKind.Gauge, "{fetch}", "Fetches under way.");

    public static readonly MetricRow SourcesWaiting = new("caption.sources.waiting", MetricKind.Gauge, "{fetch}",
        "Fetches that wait for their turn.");

    public static readonly MetricRow JobsAccepted = new("caption.jobs.accepted", MetricKind.Counter, "{item}",
        "Job items accepted by this process.");

    public static readonly MetricRow JobItems = new("caption.jobs.items", MetricKind.Counter, "{item}",
        "Job items this process worked on, by outcome: done, dead, retried.", Outcome);

    public static readonly MetricRow JobWebhooks = new("caption.jobs.webhooks", MetricKind.Counter, "{delivery}",
        "Webhook deliveries, by outcome: delivered, retried, failed.", Outcome);

    public static readonly MetricRow JobsQueued = new("caption.jobs.queued", MetricKind.Gauge, "{item}",
        "Job items that wait, in the whole store.");

    public static readonly MetricRow JobsLeased = new("caption.jobs.leased", MetricKind.Gauge, "{item}",
        "Job items in a worker's hands, in the whole store.");

    public static readonly MetricRow JobsOldestAge = new("caption.jobs.oldest.age", MetricKind.Gauge, "s",
        "Age of the oldest job that is not done; 0 for none.");
}
