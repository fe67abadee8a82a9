namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>What a decoder graph may ask for, apart from past key values.</summary>
internal enum DecoderInput
{
    /// <summary><c>[rows, tokens]</c></summary>
    InputIds,

    /// <summary><c>[rows, tokens, width]</c>: the embeddings of the ids.</summary>
    InputsEmbeds,

    /// <summary><c>[rows, source tokens, width]</c></summary>
    EncoderHiddenStates,

    /// <summary><c>[rows, source tokens]</c>: ones, as all rows of a call are equally long.</summary>
    EncoderAttentionMask,

    /// <summary><c>[rows, tokens behind and now]</c>: ones.</summary>
    AttentionMask,

    /// <summary><c>[rows, tokens]</c></summary>
    PositionIds,

    /// <summary><c>[1]</c>: which branch of a merged graph.</summary>
    UseCacheBranch,
}
