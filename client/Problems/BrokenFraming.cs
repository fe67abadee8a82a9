namespace CaptionCluster.Client.Problems;

/// <summary>What Kestrel throws when a body is not framed as HTTP has it.</summary>
internal static class BrokenFraming
{
    public static bool Is(Exception error) => error is BadHttpRequestException || IsOfChunks(error);

    /// <summary>
    /// Mistakes of a client that Kestrel does not tell as such: a chunk's size that overflows, and a trailer that is no text.
    /// </summary>
    public static bool IsOfChunks(Exception error) =>
        error
            is IOException { InnerException: OverflowException }
                or InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" };
}
