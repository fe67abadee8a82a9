namespace CaptionCluster;

/// <summary>Which of a picture's captions: the model (name, revision, variant) and how it decodes.</summary>
[GenerateSerializer, Immutable]
public sealed record CaptionKey([property: Id(0)] ModelId Model, [property: Id(1)] DecodingOptions Decoding)
{
    /// <summary>The key as text, as stores keep it. The name is left out: the same folder under another name says the same.</summary>
    public override string ToString() => $"{Model.Revision}/{Model.Variant}/{Decoding.ToKey()}";
}
