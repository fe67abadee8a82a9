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

/// <summary>The part of a caption that a job keeps; the rest is in the caption store, under digest and key.</summary>
/// <param name="Text">Undressed.</param>
/// <param name="Key">Model and decoding that made it.</param>
public sealed record JobCaption(CaptionKey Key, string Text, double Confidence, double? Adequacy, double? Quality, ImageInfo Image, CaptionSource Source);

/// <param name="Code">The stable end of the problem's <c>type</c>.</param>
public sealed record JobFault(string Code, string Message);
