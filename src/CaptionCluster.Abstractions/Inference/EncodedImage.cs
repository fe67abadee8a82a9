namespace CaptionCluster;

/// <summary>What an encoder made of one picture: the tensors a decoder asks for by name.</summary>
public sealed record EncodedImage(ImageInfo Source, IReadOnlyList<EncodedTensor> Tensors, InferenceTiming Timing);

/// <param name="Shape">Without the batch dimension.</param>
/// <param name="Values">Row-major float32.</param>
public sealed record EncodedTensor(string Name, int[] Shape, ReadOnlyMemory<float> Values);
