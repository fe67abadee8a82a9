using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>
/// An entry of a job's log (collection <c>jobs.events</c>), which decides what happened to the job:
/// <code>
/// { _id: "job/12", job, sequence: 12, at, done: 11, dead: 1, outcome: { index, name?, digest, attempts, caption? | fault? } | ended:
/// "Completed" }
/// </code>
/// Unique by job and sequence (so that the log has no forks) and by job and the outcome's index (so that no item is decided twice).
/// <c>done</c> and <c>dead</c> count up to and with this entry: the newest entry says how the job stands.
/// </summary>
[BsonIgnoreExtraElements]
internal sealed record EventDocument
{
    [BsonId]
    public required string Id { get; init; }

    [BsonElement("job"), BsonRequired]
    public required string Job { get; init; }

    [BsonElement("sequence"), BsonRequired]
    public required long Sequence { get; init; }

    [BsonElement("at"), BsonRequired]
    public required DateTime At { get; init; }

    [BsonElement("done")]
    public int Done { get; init; }

    [BsonElement("dead")]
    public int Dead { get; init; }

    [BsonElement("outcome"), BsonIgnoreIfNull]
    public OutcomeDocument? Outcome { get; init; }

    [BsonElement("ended"), BsonIgnoreIfNull, BsonRepresentation(BsonType.String)]
    public JobState? Ended { get; init; }

    /// <summary>What comes before the first entry.</summary>
    public static EventDocument Before(string job) => new() { Id = IdOf(job, 0), Job = job, Sequence = 0, At = default };

    public EventDocument Next(JobOutcome outcome) => this with
    {
        Id = IdOf(Job, Sequence + 1),
        Sequence = Sequence + 1,
        At = outcome.At.UtcDateTime,
        Done = Done + (outcome.IsDone ? 1 : 0),
        Dead = Dead + (outcome.IsDone ? 0 : 1),
        Outcome = OutcomeDocument.Of(outcome),
    };

    public EventDocument End(JobState state, DateTime at) =>
        this with { Id = IdOf(Job, Sequence + 1), Sequence = Sequence + 1, At = at, Outcome = null, Ended = state };

    public JobEvent ToEvent() => new(Sequence, Times.From(At), Outcome?.ToOutcome(Times.From(At)), Ended);

    private static string IdOf(string job, long sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{job}/{sequence}");
}

[BsonIgnoreExtraElements]
internal sealed record OutcomeDocument
{
    [BsonElement("index"), BsonRequired]
    public required int Index { get; init; }

    [BsonElement("name"), BsonIgnoreIfNull]
    public string? Name { get; init; }

    [BsonElement("digest"), BsonRequired]
    public required byte[] Digest { get; init; }

    [BsonElement("attempts")]
    public int Attempts { get; init; }

    [BsonElement("caption"), BsonIgnoreIfNull]
    public JobCaption? Caption { get; init; }

    [BsonElement("fault"), BsonIgnoreIfNull]
    public JobFault? Fault { get; init; }

    public static OutcomeDocument Of(JobOutcome outcome) => new()
    {
        Index = outcome.Index,
        Name = outcome.Name,
        Digest = outcome.Digest.ToByteArray(),
        Attempts = outcome.Attempts,
        Caption = outcome.Caption,
        Fault = outcome.Fault,
    };

    public JobOutcome ToOutcome(DateTimeOffset at) => new()
    {
        Index = Index,
        Name = Name,
        Digest = ImageDigest.FromBytes(Digest),
        At = at,
        Attempts = Attempts,
        Caption = Caption,
        Fault = Fault,
    };
}
