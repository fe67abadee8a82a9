namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Token ids to text.</summary>
internal interface ITokenDecoder
{
    /// <summary>The text of a sentence; special tokens are left out.</summary>
    string Decode(ReadOnlySpan<int> ids);

    /// <summary>
    /// The text of a sentence that goes on, without what further tokens may change: a character whose bytes are not all there, and what the
    /// clean-up may yet take a space from. With each further token it only grows, as long as bytes make characters.
    /// </summary>
    string DecodeOpen(ReadOnlySpan<int> ids);

    /// <summary>One token as shown to people; empty for a special one.</summary>
    string Token(int id);
}
