namespace CaptionCluster.Inference.Decoding;

/// <summary>The tokens that steer generation.</summary>
/// <param name="Start">What decoding starts from (decoder_start_token_id, else BOS).</param>
/// <param name="Suppressed">Never chosen.</param>
internal sealed record SpecialTokens(int Start, int Eos, int[] Suppressed);
