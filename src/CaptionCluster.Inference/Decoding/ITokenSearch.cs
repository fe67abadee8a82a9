namespace CaptionCluster.Inference.Decoding;

/// <summary>One image's way to its sentences, a step at a time. For one thread.</summary>
internal interface ITokenSearch
{
    int Beams { get; }

    int Steps { get; }

    bool IsDone { get; }

    /// <summary>Why there will be no sentence: the model gave numbers that are none. It is done then.</summary>
    string? Failure { get; }

    /// <summary>The token each beam goes on from.</summary>
    ReadOnlySpan<long> InputIds { get; }

    /// <summary>The beam whose state each beam goes on from.</summary>
    ReadOnlySpan<int> SourceBeams { get; }

    /// <summary>Finished sentences, best first. None when the rules left no token to choose.</summary>
    IReadOnlyList<Sentence> Finished { get; }

    /// <summary>What a beam says so far, the start token first. Valid until the next call.</summary>
    ReadOnlySpan<int> Sequence(int beam);

    /// <summary>The likeliest sentence so far without the start token, whether it has ended or goes on; null when there is none.</summary>
    int[]? Leading();

    /// <param name="logits"><c>[rows, vocabulary]</c>; overwritten.</param>
    /// <param name="attention"><c>[rows, cells]</c>; empty when the model gives none.</param>
    /// <param name="rows">All beams, or 1 before the first step, when they are all alike.</param>
    void Advance(Span<float> logits, ReadOnlySpan<float> attention, int rows);
}

/// <summary>Chooses the search that the options ask for.</summary>
internal static class TokenSearch
{
    public static ITokenSearch Start(DecodingOptions options, SpecialTokens tokens, int attentionLength) =>
        options.NumBeams == 1 ? new SingleSearch(options, tokens, attentionLength) : new BeamSearch(options, tokens, attentionLength);
}
