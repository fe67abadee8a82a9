namespace CaptionCluster.Client.Http;

/// <summary>What is known of a caption while it is made.</summary>
/// <param name="Words">
/// All words so far, in the place of those of the update before; as the model says them, which is not a sentence yet.
/// </param>
/// <param name="IsFinal">Whether they are the caption's.</param>
/// <param name="Caption">The answer; with the last update only.</param>
public sealed record CaptionUpdate(string Words, bool IsFinal, Caption? Caption);

/// <summary>The data of a <c>words</c> event.</summary>
internal sealed record WordsData(string Text, bool Final);
