namespace CaptionCluster;

/// <summary>What an encoder made of one picture: the tensors a decoder asks for by name.</summary>
/// <remarks>Passed by reference inside a silo, serialised only when roles put encoder and decoder apart.</remarks>
[GenerateSerializer, Immutable]
public sealed record EncodedImage(
    [property: Id(0)] ImageInfo Source,
    [property: Id(1)] IReadOnlyList<EncodedTensor> Tensors,
    [property: Id(2)] InferenceTiming Timing);

/// <param name="Shape">Without the batch dimension.</param>
/// <param name="Values">Row-major float32.</param>
[GenerateSerializer, Immutable]
public sealed record EncodedTensor(
    [property: Id(0)] string Name, [property: Id(1)] int[] Shape, [property: Id(2)] ReadOnlyMemory<float> Values);
