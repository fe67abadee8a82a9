namespace CaptionCluster;

/// <summary>How one item ended: with a caption (done), or with the fault it was given up for (dead). Never both.</summary>
public sealed record JobOutcome
{
    public required int Index { get; init; }

    public string? Name { get; init; }

    public required ImageDigest Digest { get; init; }

    /// <summary>Kept to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    public JobCaption? Caption { get; init; }

    public JobFault? Fault { get; init; }

    public bool IsDone => Caption is not null;
}

/// <param name="Code">The stable end of the problem's <c>type</c>.</param>
public sealed record JobFault(string Code, string Message);
