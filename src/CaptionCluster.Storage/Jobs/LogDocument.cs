namespace CaptionCluster.Storage.Jobs;

/// <summary>The JSON of an entry of the log: an outcome, or how the job ended. Its time and sequence have columns.</summary>
internal sealed record LogDocument
{
    public JobState? Ended { get; init; }
    public int? Index { get; init; }
    public string? Name { get; init; }
    public string? Digest { get; init; }
    public int? Attempts { get; init; }
    public JobCaption? Caption { get; init; }
    public JobFault? Fault { get; init; }

    public static LogDocument Of(JobOutcome outcome) => new()
    {
        Index = outcome.Index,
        Name = outcome.Name,
        Digest = outcome.Digest.ToString(),
        Attempts = outcome.Attempts,
        Caption = outcome.Caption,
        Fault = outcome.Fault,
    };

    public JobEvent ToEvent(long sequence, DateTimeOffset at) => new(sequence, at, Ended is null ? ToOutcome(at) : null, Ended);

    private JobOutcome ToOutcome(DateTimeOffset at) => new()
    {
        Index = Index!.Value,
        Name = Name,
        Digest = ImageDigest.Parse(Digest!),
        At = at,
        Attempts = Attempts!.Value,
        Caption = Caption,
        Fault = Fault,
    };
}
