using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Sources.Known;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Sources.Fetching;

/// <summary>
/// One fetch, from the URL to the picture behind its redirects: each is judged like the first, and takes a slot of its own host's.
/// </summary>
internal sealed class SourceFetcher(SourceRules rules, SourceSlots slots, SourceClient client, SourceAnswers answers,
    IOptions<SourceOptions> options, TimeProvider time)
{
    private const int MaxRedirects = 3;

    /// <param name="known">What it had before; null to have the picture in any case.</param>
    /// <exception cref="RequestRefusedException">The URL may not be asked, or did not answer with a picture.</exception>
    /// <exception cref="ImageRejectedException">It is too large.</exception>
    /// <exception cref="OverloadedException">Too much is fetched, or held, already.</exception>
    public async Task<Fetched> FetchAsync(Uri url, KnownSource? known, Caller caller, CancellationToken cancellationToken)
    {
        var left = options.Value.Timeout;
        for (var hops = 0; ; hops++)
        {
            var host = HostPattern.HostOf(url);
            using var slot = await slots.TakeAsync(host, caller, cancellationToken);
            var start = time.GetTimestamp();
            using var timer = new CancellationTokenSource(left, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            try
            {
                var asked = known?.Address == KnownSources.PlaceOf(url) ? known : null;
                using var response = await client.GetAsync(url, asked, limit.Token);
                if (!IsRedirect(response))
                {
                    return await answers.ReadAsync(new SourceAnswer(url, response, asked, IsDirect: hops == 0), caller, limit.Token);
                }

                if (hops == MaxRedirects) throw SourceProblems.Redirects(host, $"more than {MaxRedirects} times");
                url = rules.Follow(url, response.Headers.Location);
            }
            catch (OperationCanceledException error) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw SourceProblems.TooSlow(host, error);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                throw IsRefusal(error) ? SourceProblems.NotPublic(host, error) : SourceProblems.Unreachable(host, error);
            }

            left -= time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero) throw SourceProblems.TooSlow(host, new TimeoutException());
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

    /// <summary>The handler wraps what was thrown at connect.</summary>
    private static bool IsRefusal(Exception? error) =>
        error is not null && (error is AddressRefusedException || IsRefusal(error.InnerException));
}
