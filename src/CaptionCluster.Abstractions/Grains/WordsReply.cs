namespace CaptionCluster;

/// <param name="Text">The words of a caption so far, all of them; null when there was nothing new for a while.</param>
[GenerateSerializer, Immutable]
public sealed record WordsReply([property: Id(0)] string? Text)
{
    public static readonly WordsReply None = new(Text: null);
}
