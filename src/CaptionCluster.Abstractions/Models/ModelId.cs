namespace CaptionCluster;

/// <summary>One loadable thing: a model folder at one revision in one variant.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Revision">SHA-256 over the folder's file names and digests, lower-case hexadecimal.</param>
/// <param name="Variant">The graphs' suffix without its underscore: "int8", "fp16"; "float32" for none.</param>
[GenerateSerializer, Immutable]
public sealed record ModelId([property: Id(0)] string Name, [property: Id(1)] string Revision, [property: Id(2)] string Variant);
