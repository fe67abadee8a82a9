using CaptionCluster.Client.Answers;
using CaptionCluster.Grains;

namespace CaptionCluster.Client.Captioning;

/// <summary>
/// Asks for a caption's words, again and again, beside the call that waits for the caption. The two know nothing of each other: words that
/// are lost on the way, with a silo or because it is of a version that has none, are no error.
/// </summary>
internal sealed partial class WordsFollower(TimeProvider time, ILogger<WordsFollower> logger)
{
    /// <summary>A question is answered within two seconds; whoever does not was lost without a word.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    /// <param name="next">Waits for others than the given words.</param>
    /// <param name="words">Is told nothing any more once this has ended.</param>
    public async Task<CaptionOutcome> FollowAsync(
        Task<CaptionOutcome> asking, Func<string, CancellationToken, Task<WordsReply>> next, IProgress<string> words)
    {
        using var answered = new CancellationTokenSource();
        var following = FollowAsync(next, words, answered.Token);
        try
        {
            return await asking;
        }
        finally
        {
            await answered.CancelAsync();
            await following;
        }
    }

    private async Task FollowAsync(
        Func<string, CancellationToken, Task<WordsReply>> next,
        IProgress<string> words,
        CancellationToken answered
    )
    {
        var (known, pause) = ("", s_firstPause);
        while (!answered.IsCancellationRequested)
        {
            try
            {
                var reply = await next(known, answered).WaitAsync(s_patience, time, answered);
                if (answered.IsCancellationRequested) return;
                if (reply.Text is { } text && text != known)
                {
                    words.Report(known = text);
                    pause = s_firstPause;
                    continue;
                }
            }
            catch (Exception error) when (!answered.IsCancellationRequested && SiloLoss.Is(error))
            {
                LogLost(error);
            }
#pragma warning disable CA1031 // The caption comes without words.
            catch (Exception error)
#pragma warning restore CA1031
            {
                if (!answered.IsCancellationRequested) LogUntold(error);
                return;
            }

            await Task.Delay(pause, time, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Words were lost on the way; they are asked for again.")]
    private partial void LogLost(Exception error);

    [LoggerMessage(LogLevel.Debug, "The words of a caption are not told.")]
    private partial void LogUntold(Exception error);
}
