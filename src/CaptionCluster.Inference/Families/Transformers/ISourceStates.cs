namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// What the decoder attends to: an encoder's hidden states, made or copied when a cohort starts. Safe for concurrent use.
/// </summary>
internal interface ISourceStates
{
    /// <summary>Floats a source token.</summary>
    int Width { get; }

    /// <summary>How many source tokens a picture has with this task. Rows of a cohort have equally many.</summary>
    int LengthOf(DecodeEntry entry);

    /// <summary>The tokens that the encoder reads beside the picture.</summary>
    int[] PromptIds(DecodeEntry entry) => [];

    /// <param name="states"><c>[entries, source tokens, width]</c></param>
    void Fill(IReadOnlyList<DecodeEntry> entries, Span<float> states);
}
