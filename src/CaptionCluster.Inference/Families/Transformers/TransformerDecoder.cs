using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>What every cohort of a model shares.</summary>
/// <param name="Embedding">Ids to embeddings, for decoders that take no ids.</param>
internal sealed record TransformerDecoder(
    DecoderGraphs Graphs, SpecialTokens Tokens, int Vocabulary, ISourceStates Source, TokenEmbedding? Embedding, SlabPool Memory);
