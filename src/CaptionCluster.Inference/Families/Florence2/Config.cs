namespace CaptionCluster.Inference.Families.Florence2;

/// <summary>What is read from config.json.</summary>
internal sealed record Config(TextConfig? TextConfig);

internal sealed record TextConfig(int? VocabSize, int? MaxPositionEmbeddings);

/// <summary>The language model's part of config.json, which says how it generates.</summary>
internal sealed record TextGeneration(GenerationConfig? TextConfig);
