namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>What is read from config.json.</summary>
internal sealed record Config(EncoderConfig? Encoder, DiscriminatorConfig? Discriminator);

/// <param name="GridSize">Rows, columns.</param>
internal sealed record EncoderConfig(int[]? GridSize);

/// <param name="MaxLength">Words the discriminator reads.</param>
internal sealed record DiscriminatorConfig(int MaxLength, int PadTokenId);
