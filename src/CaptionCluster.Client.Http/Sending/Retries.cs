namespace CaptionCluster.Client.Http;

/// <summary>
/// Does again what may go better: after the pause that the service asks for, or after one that doubles. Pauses are uneven, so that those
/// who failed together don't come back together.
/// </summary>
internal sealed class Retries(CaptionClientOptions options, TimeProvider time)
{
    /// <param name="whyNotAgain">Why this can't be done again though it might help; null when it can.</param>
    public async Task<T> RunAsync<T>(
        Func<CaptionException, string?> whyNotAgain, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var attempts = 1; ; attempts++)
        {
            TimeSpan pause;
            try
            {
                return await attempt();
            }
            catch (CaptionException error) when (Keep(error, attempts).IsPassing)
            {
                if ((error.WhyNotAgain = whyNotAgain(error)) is not null || attempts >= options.MaxAttempts) throw;
                if ((error as CaptionProblemException)?.RetryAfter > options.MaxDelay)
                {
                    error.WhyNotAgain =
                        $"It was not repeated: the service asks to wait longer than MaxDelay, {options.MaxDelay.TotalSeconds} s.";
                    throw;
                }

                pause = PauseAfter(error, attempts);
            }

            await PauseAsync(pause, cancellationToken);
        }
    }

    public Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, time, cancellationToken);

    /// <param name="attempts">How often it failed already.</param>
    public TimeSpan PauseAfter(CaptionException? error, int attempts)
    {
        var uneven = Random.Shared.NextDouble();
        if (error is CaptionProblemException { RetryAfter: { } asked }) return asked * (1 + (0.25 * uneven)); // Never earlier.
        var most = Math.Min(options.MaxDelay.TotalSeconds, options.BaseDelay.TotalSeconds * Math.Pow(2, attempts - 1));
        return TimeSpan.FromSeconds(most * (1 + uneven) / 2);
    }

    private static CaptionException Keep(CaptionException error, int attempts)
    {
        error.Attempts = attempts;
        return error;
    }
}
