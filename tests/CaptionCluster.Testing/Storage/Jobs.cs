using System.Text;

namespace CaptionCluster.Testing.Storage;

/// <summary>Made-up jobs for tests of stores and of what uses them.</summary>
public static class Jobs
{
    public static DateTimeOffset Start { get; } = DateTimeOffset.UnixEpoch.AddMilliseconds(1_700_000_000_123L);

    public static JobOrder Order(string tenant = "", DateTimeOffset? createdAt = null, JobWebhook? webhook = null) => new()
    {
        Id = JobId.New(createdAt ?? Start),
        Tenant = tenant,
        Key = StoredCaptions.Key,
        CreatedAt = createdAt ?? Start,
        Webhook = webhook,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    /// <summary>An item whose bytes are those of its name.</summary>
    public static JobItem Item(int index, string? name = null)
    {
        var bytes = Encoding.UTF8.GetBytes(name ?? $"picture {index}");
        return new JobItem(index, name, ImageDigest.Compute(bytes), bytes);
    }

    public static JobOutcome Done(JobLease lease, DateTimeOffset at, string text = "a dog runs") =>
        new()
        {
            Index = lease.Index,
            Name = lease.Name,
            Digest = lease.Digest,
            At = at,
            Attempts = lease.Attempt,
            Caption = new JobCaption(
                lease.Order.Key,
                text,
                0.83,
                0.91,
                0.5,
                new ImageInfo(640, 427, ImageFormat.Png) { Content = ImageContent.Detailed },
                CaptionSource.Computed
            )
            {
                ModelText = "a dog",
            },
        };

    public static JobOutcome Dead(JobLease lease, DateTimeOffset at) =>
        Done(lease, at) with { Caption = null, Fault = new JobFault("broken-image", "The picture is cut off: \"…\"") };
}
