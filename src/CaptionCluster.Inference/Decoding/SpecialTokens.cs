namespace CaptionCluster.Inference.Decoding;

/// <summary>The tokens that steer generation, and the rules that are the folder's alone.</summary>
/// <param name="Start">What decoding starts from (decoder_start_token_id, else BOS).</param>
/// <param name="Suppressed">Never chosen.</param>
internal sealed record SpecialTokens(int Start, int Eos, int[] Suppressed)
{
    /// <summary>Further tokens that end a sentence.</summary>
    public int[] OtherEos { get; init; } = [];

    /// <summary>Never chosen first (after the forced BOS, where there is one).</summary>
    public int[] SuppressedAtBegin { get; init; } = [];

    /// <summary>What every sentence begins with.</summary>
    public int? ForcedBos { get; init; }

    /// <summary>What a sentence that reached its greatest length ends with.</summary>
    public int? ForcedEos { get; init; }

    /// <summary>Other tokens that it may end with then.</summary>
    public int[] OtherForcedEos { get; init; } = [];

    /// <summary>Token sequences that are never completed.</summary>
    public int[][] BadWords { get; init; } = [];

    /// <summary>The tokens of the prompt; none for a model that takes none.</summary>
    public int[] Prompt { get; init; } = [];

    /// <summary>Above 1 holds to the prompt's tokens, below 1 keeps away from them.</summary>
    public double PromptPenalty { get; init; } = 1;

    /// <summary>Whether what the rules left is a distribution again before beams are compared.</summary>
    public bool Renormalizes { get; init; }

    /// <summary>Sampling leaves out what is less likely than this share of the likeliest; 0 leaves out nothing.</summary>
    public double MinP { get; init; }

    /// <exception cref="ModelFolderException">A token that the decoder has no logits for.</exception>
    public SpecialTokens CheckedFor(int vocabulary)
    {
        IEnumerable<int?> all =
        [
            Start,
            Eos,
            ForcedBos,
            ForcedEos,
            .. OtherEos,
            .. OtherForcedEos,
            .. Suppressed,
            .. SuppressedAtBegin,
            .. BadWords.SelectMany(word => word),
        ];
        return all.FirstOrDefault(token => token < 0 || token >= vocabulary) is { } beyond
            ? throw new ModelFolderException($"Token {beyond} steers generation, but the decoder knows {vocabulary} tokens.")
            : this;
    }

    public ReadOnlySpan<int> WithoutEos(ReadOnlySpan<int> ids) => IsEos(ids[^1]) ? ids[..^1] : ids;

    public bool IsEos(int token) => token == Eos || OtherEos.AsSpan().Contains(token);
}
