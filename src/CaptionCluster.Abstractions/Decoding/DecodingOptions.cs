namespace CaptionCluster;

/// <summary>
/// How tokens are chosen; every value settled. Names and meaning as in Transformers' GenerationConfig. What else is known of each is in
/// <see cref="DecodingTable"/>.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record DecodingOptions
{
    /// <summary>1 is greedy search.</summary>
    [Id(0)] public int NumBeams { get; init; } = 1;

    /// <summary>A finished sentence's score is its log-probability divided by <c>length ^ LengthPenalty</c>, EOS counted.</summary>
    [Id(1)] public double LengthPenalty { get; init; } = 1.0;

    [Id(2)] public int MinNewTokens { get; init; }

    /// <summary>EOS counted.</summary>
    [Id(3)] public int MaxNewTokens { get; init; } = 20;

    /// <summary>1 leaves the distribution alone (Keskar et al., CTRL, 2019).</summary>
    [Id(4)] public double RepetitionPenalty { get; init; } = 1.0;

    /// <summary>0 allows every n-gram to come again.</summary>
    [Id(5)] public int NoRepeatNgramSize { get; init; }

    /// <summary>Orders the beam's finished sentences by log-probability and adequacy.</summary>
    [Id(6)] public bool Rerank { get; init; }

    /// <summary>When a beam search may stop. The default is Transformers' <c>early_stopping=True</c>.</summary>
    [Id(7)] public EarlyStopping EarlyStopping { get; init; } = EarlyStopping.WhenFull;

    /// <summary>Draws tokens instead of taking the likeliest; with one beam only.</summary>
    [Id(8)] public bool DoSample { get; init; }

    /// <summary>Logits are divided by it before drawing.</summary>
    [Id(9)] public double Temperature { get; init; } = 1.0;

    /// <summary>Draws among this many of the likeliest; 0 takes all.</summary>
    [Id(10)] public int TopK { get; init; }

    /// <summary>Draws among the likeliest whose probabilities sum up to this (Holtzman et al., 2020).</summary>
    [Id(11)] public double TopP { get; init; } = 1.0;

    /// <summary>The same seed draws the same sentence, in whatever batch.</summary>
    [Id(12)] public long Seed { get; init; }

    /// <summary>What a model that takes prompts is asked to do (<c>&lt;DETAILED_CAPTION&gt;</c>); empty for its usual task.</summary>
    [Id(13)] public string Task { get; init; } = "";

    /// <summary>A stable text, of what makes a difference alone: part of a caption's key.</summary>
    public string ToKey() => string.Concat(DecodingOption.All.Select(option => option.KeyOf(this)));
}
