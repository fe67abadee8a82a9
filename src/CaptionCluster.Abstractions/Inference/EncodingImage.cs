namespace CaptionCluster;

/// <summary>
/// A picture in its encoder, handed to the decoder before it is out: the call between them then takes no time of its own.
/// </summary>
/// <remarks>Passed by reference and never serialised: encoder and decoder of a picture are always on the same silo.</remarks>
[GenerateSerializer, Immutable]
public sealed class EncodingImage(Task<EncodedImage> encoded)
{
    [field: NonSerialized]
    public Task<EncodedImage> Encoded { get; } = encoded;
}
