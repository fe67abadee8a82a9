using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Waiting;

/// <summary>Gives each request the time it has: what is configured, or what its client prefers if that is less.</summary>
internal sealed class Deadlines(IOptions<DeadlineOptions> options, TimeProvider time)
{
    /// <summary>Its clock starts now. The queues on the way learn how long this request will wait.</summary>
    public Deadline Start(HttpContext http)
    {
        var patience = options.Value.Timeout;
        if (Preferences.Wait(http.Request) is not { } wait || wait >= patience) return new Deadline(patience, isPreferred: false, time, http.RequestAborted);
        CaptionUrgency.Patience = wait;
        return new Deadline(wait, isPreferred: true, time, http.RequestAborted);
    }
}
