using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Http;

/// <summary>How a job stands.</summary>
public sealed record Job
{
    /// <summary>What its calls name it by.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="JobStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>What captions its pictures.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>How many of its pictures are decided.</summary>
    public required JobCounts Counts { get; init; }

    /// <summary>Share of its pictures that are decided, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>Seconds left by the rate of its latest outcomes; null when there is none to go by, or nothing left.</summary>
    public double? RemainingSeconds { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary><c>pending</c>, <c>delivered</c> or <c>failed</c>; null when none was ordered or the job has not completed.</summary>
    public string? Webhook { get; init; }

    /// <summary>Addresses on the server, from its root.</summary>
    public required JobLinks Links { get; init; }

    [JsonInclude]
    internal IReadOnlyList<CaptionItem>? Results { get; init; }

    [JsonInclude]
    internal long? Next { get; init; }
}

/// <summary>How many of a job's pictures are decided.</summary>
/// <param name="Items">All of them.</param>
/// <param name="Done">With a caption.</param>
/// <param name="Dead">With an error that no attempt would change.</param>
/// <param name="Waiting">Still to be decided.</param>
public sealed record JobCounts(int Items, int Done, int Dead, int Waiting);

/// <summary>Addresses of a job.</summary>
/// <param name="Self">Itself.</param>
/// <param name="Events">Its progress, as server-sent events.</param>
/// <param name="Results">Its results, as JSON lines or, with <c>?format=csv</c>, as a table.</param>
public sealed record JobLinks(string Self, string Events, string Results);

/// <summary>Where a job may stand. A later version of the service may have others.</summary>
public static class JobStates
{
    /// <summary>Some of its pictures are not decided yet.</summary>
    public const string Open = "open";

    /// <summary>All of its pictures are decided.</summary>
    public const string Completed = "completed";

    /// <summary>Deleted while it was open.</summary>
    public const string Cancelled = "cancelled";
}

/// <param name="Next">What older jobs are asked for by; null on the last page.</param>
internal sealed record JobPage(IReadOnlyList<Job> Jobs, string? Next);
