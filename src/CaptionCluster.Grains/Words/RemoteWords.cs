using Microsoft.Extensions.Logging;

namespace CaptionCluster.Grains;

/// <summary>
/// Fetches words from the silo that decodes while anybody listens here. Losing them is no error: the caption comes by its own call.
/// </summary>
internal sealed partial class RemoteWords(ILogger<RemoteWords> logger)
{
    /// <summary>Never throws.</summary>
    /// <param name="over">The caption's call has ended.</param>
    public async Task FetchAsync(IDecoderGrain decoder, InferenceRequest request, SpokenWords words, CancellationToken over)
    {
        var known = "";
        try
        {
            while (true)
            {
                await words
                    .Listening.WaitAsync(over)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                if (over.IsCancellationRequested)
                {
                    return;
                }

                var reply = await decoder.NextWordsAsync(request.Digest, request.Key, known, over);
                if (over.IsCancellationRequested) return;
                if (reply.Text is not { } text) continue;
                known = text;
                words.Say(() => text);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The caption is there, or is asked for elsewhere.
        }
#pragma warning disable CA1031 // Whatever it is: it is the words' alone.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogLost(error, request.Digest);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The words of {Digest} are not told: another silo lost them.")]
    private partial void LogLost(Exception error, ImageDigest digest);
}
