namespace CaptionCluster.Inference.Decoding;

/// <summary>The tokens that steer generation.</summary>
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

    /// <exception cref="ModelFolderException">A token that the decoder has no logits for.</exception>
    public SpecialTokens CheckedFor(int vocabulary)
    {
        IEnumerable<int?> all = [Start, Eos, ForcedBos, ForcedEos, .. OtherEos, .. Suppressed, .. SuppressedAtBegin];
        return all.FirstOrDefault(token => token < 0 || token >= vocabulary) is { } beyond
            ? throw new ModelFolderException($"Token {beyond} steers generation, but the decoder knows {vocabulary} tokens.")
            : this;
    }

    public bool IsEos(int token) => token == Eos || OtherEos.AsSpan().Contains(token);
}
