using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Models;

/// <summary>A model the cluster serves, with the key that most requests use made once.</summary>
internal sealed class ServedModel(ModelDescription description)
{
    private readonly CaptionKey _defaultKey = new(description.Id, description.Decoding);

    public ModelDescription Description { get; } = description;

    /// <exception cref="InvalidOptionException">Options out of range or contradicting each other.</exception>
    public CaptionKey KeyFor(RequestOptions options) =>
        options.Decoding.Count == 0 ? _defaultKey : new CaptionKey(Description.Id, DecodingChoice.Settle(options, Description));
}
