namespace CaptionCluster.Inference.Families.Florence2;

/// <summary>What is read from config.json.</summary>
/// <param name="ImageTokenId">What stands for the picture in a prompt.</param>
internal sealed record Config(TextConfig? TextConfig, int? ImageTokenId);

internal sealed record TextConfig(int? VocabSize, int? MaxPositionEmbeddings);
