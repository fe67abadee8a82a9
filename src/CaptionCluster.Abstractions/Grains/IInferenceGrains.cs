namespace CaptionCluster;

/// <summary>Encodes on one silo; keyed by that silo's address. Hands over to the decoder and answers with the caption.</summary>
public interface IEncoderGrain : IGrainWithStringKey
{
    [ResponseTimeout(GrainCalls.LongestWait)]
    Task<InferenceReply> CaptionAsync(InferenceRequest request, CancellationToken cancellationToken);
}

/// <summary>Decodes on one silo what the encoder of the same silo hands over; keyed by that silo's address.</summary>
public interface IDecoderGrain : IGrainWithStringKey
{
    [ResponseTimeout(GrainCalls.LongestWait)]
    Task<InferenceReply> DecodeAsync(ImageDigest digest, CaptionKey key, EncodingImage image, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="IImageGrain.NextWordsAsync"/>, for the picture's grain on another silo. Only silos that say so in their load have it.
    /// </summary>
    Task<WordsReply> NextWordsAsync(ImageDigest digest, CaptionKey key, string known, CancellationToken cancellationToken);
}

/// <summary>What a silo has loaded; keyed by that silo's address.</summary>
public interface IModelsGrain : IGrainWithStringKey
{
    Task<IReadOnlyList<ModelDescription>> ListAsync();

    /// <summary>Looks at a model's folder now and takes what is in it.</summary>
    /// <exception cref="ModelNotAvailableException">That silo has no folder of that name.</exception>
    /// <exception cref="ModelRefusedException">It can't be served; what was served goes on.</exception>
    [ResponseTimeout(GrainCalls.LongestWait)]
    Task<ModelDescription> ReloadAsync(string name);

    /// <summary>The heartbeat of routing.</summary>
    Task<SiloLoad> GetLoadAsync();
}
