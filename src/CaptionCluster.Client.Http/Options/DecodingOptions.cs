namespace CaptionCluster.Client.Http;

/// <summary>
/// How a model decodes; what is null is its own choice. Another choice makes another caption, computed and kept for itself.
/// </summary>
public sealed record DecodingOptions
{
    /// <summary>1 is greedy search; 1 to 10.</summary>
    public int? NumBeams { get; init; }

    /// <summary>A sentence's score is its log-probability divided by length ^ lengthPenalty; -5 to 5.</summary>
    public double? LengthPenalty { get; init; }

    /// <summary>No sentence ends before, in tokens; 0 to <see cref="MaxNewTokens"/>.</summary>
    public int? MinNewTokens { get; init; }

    /// <summary>Every sentence ends here, in tokens, its end counted; 1 to the model's own limit.</summary>
    public int? MaxNewTokens { get; init; }

    /// <summary>1 leaves the distribution alone; 0.1 to 10.</summary>
    public double? RepetitionPenalty { get; init; }

    /// <summary>No n-gram of this size comes twice, and 0 allows all; 0 to the model's own limit.</summary>
    public int? NoRepeatNgramSize { get; init; }

    /// <summary>Order the beam's sentences by log-probability and adequacy.</summary>
    public bool? Rerank { get; init; }

    /// <summary>
    /// When a beam search stops: <c>true</c> (as many sentences as beams), <c>false</c> (nor is a better one likely) or <c>never</c> (nor
    /// possible).
    /// </summary>
    public string? EarlyStopping { get; init; }

    /// <summary>Draw tokens instead of taking the likeliest; with <see cref="NumBeams"/> of 1.</summary>
    public bool? DoSample { get; init; }

    /// <summary>Flattens (above 1) or sharpens the distribution that is drawn from; 0.05 to 5.</summary>
    public double? Temperature { get; init; }

    /// <summary>Draw among this many of the likeliest, and 0 takes all; 0 to 1000.</summary>
    public int? TopK { get; init; }

    /// <summary>Draw among the likeliest that hold this much of the probability; 0.01 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>The same seed draws the same sentence; 0 to 2147483647.</summary>
    public int? Seed { get; init; }

    /// <summary>One of <see cref="ServedModel.Tasks"/>, for models that take prompts.</summary>
    public string? Task { get; init; }
}
