using System.Globalization;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Captions;

/// <summary>Gives each request the time it has: what is configured, or what its client prefers if that is less.</summary>
internal sealed class Deadlines(IOptions<DeadlineOptions> options, TimeProvider time)
{
    private const string Wait = "wait=";

    /// <summary>Its clock starts now. The queues on the way learn how long this request will wait.</summary>
    public Deadline Start(HttpContext http)
    {
        var preferred = PreferredWait(http.Request);
        if (preferred is not { } wait || wait >= options.Value.Timeout) return new Deadline(options.Value.Timeout, isPreferred: false, time, http.RequestAborted);
        CaptionUrgency.Patience = wait;
        return new Deadline(wait, isPreferred: true, time, http.RequestAborted);
    }

    private static TimeSpan? PreferredWait(HttpRequest request)
    {
        foreach (var preference in request.Headers.GetCommaSeparatedValues("Prefer"))
        {
            if (preference.StartsWith(Wait, StringComparison.OrdinalIgnoreCase)
                && ushort.TryParse(preference.AsSpan(Wait.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }
}
