using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Answers;

/// <summary>The words of a caption while it is made.</summary>
/// <param name="Text">All of them so far, as the model says them; not a sentence yet.</param>
/// <param name="Final">Whether they are the caption's.</param>
internal sealed record WordsAnswer(string Text, bool Final);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WordsAnswer))]
internal sealed partial class WordsJson : JsonSerializerContext;
