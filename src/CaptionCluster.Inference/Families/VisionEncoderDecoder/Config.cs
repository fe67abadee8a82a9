namespace CaptionCluster.Inference.Families.VisionEncoderDecoder;

/// <summary>What is read from config.json.</summary>
internal sealed record Config(DecoderConfig? Decoder);

/// <summary>GPT-2 calls its positions so, most others otherwise.</summary>
internal sealed record DecoderConfig(string? ModelType, int? VocabSize, int? NPositions, int? MaxPositionEmbeddings);
