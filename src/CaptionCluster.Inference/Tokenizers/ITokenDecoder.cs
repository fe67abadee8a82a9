namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Token ids to text.</summary>
internal interface ITokenDecoder
{
    /// <summary>The text of a sentence; special tokens are left out.</summary>
    string Decode(ReadOnlySpan<int> ids);

    /// <summary>One token as shown to people; empty for a special one.</summary>
    string Token(int id);
}
