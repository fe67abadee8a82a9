namespace CaptionCluster.Client.Problems;

/// <summary>What Kestrel throws when a body is not framed as HTTP has it.</summary>
internal static class BrokenFraming
{
    public static bool Is(Exception error) => error is BadHttpRequestException || IsChunkSize(error);

    /// <summary>A chunk's size that overflows is the one mistake of a client that Kestrel tells as a plain <see cref="IOException"/>.</summary>
    public static bool IsChunkSize(Exception error) => error is IOException { InnerException: OverflowException };
}
