namespace CaptionCluster;

/// <summary>Which of a picture's captions: the model (name, revision, variant) and how it decodes.</summary>
/// <remarks>
/// A key is what its text says: stores keep captions under it, and keys with the same text ask for the same caption. They are equal when
/// they also call the model by the same name.
/// </remarks>
[GenerateSerializer, Immutable]
public sealed record CaptionKey([property: Id(0)] ModelId Model, [property: Id(1)] DecodingOptions Decoding)
{
    /// <summary>As grains and stores tell keys apart.</summary>
    public static readonly IEqualityComparer<CaptionKey> ByText = EqualityComparer<CaptionKey>.Create(
        (one, other) => ReferenceEquals(one, other) || one?.ToString() == other?.ToString(), key => key.GetHashCode());

    [NonSerialized]
    private string? _text;

    /// <summary>Without the text, which <c>with</c> may change.</summary>
    private CaptionKey(CaptionKey other) => (Model, Decoding) = (other.Model, other.Decoding);

    /// <summary>The name is left out: the same folder under another name says the same.</summary>
    public override string ToString() => _text ??= $"{Model.Revision}/{Model.Variant}/{Decoding.ToKey()}";

    public bool Equals(CaptionKey? other) => ByText.Equals(this, other) && Model.Name == other!.Model.Name;

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
