using System.Globalization;

namespace CaptionCluster.Client.Waiting;

/// <summary>What a client says of waiting in the header <c>Prefer</c> (RFC 7240).</summary>
internal static class Preferences
{
    private const string WaitFor = "wait=";
    private const string Async = "respond-async";

    /// <summary>How long it would wait for the answer; null when it does not say.</summary>
    public static TimeSpan? Wait(HttpRequest request)
    {
        foreach (var preference in request.Headers.GetCommaSeparatedValues("Prefer"))
        {
            if (preference.StartsWith(WaitFor, StringComparison.OrdinalIgnoreCase)
                && ushort.TryParse(preference.AsSpan(WaitFor.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }

    /// <summary>Whether it would rather be answered at once than with the result.</summary>
    public static bool IsAsync(HttpRequest request) => request.Headers["Prefer"].Any(line =>
        line is not null && line.Split(',', ';').Any(preference => preference.Trim().Equals(Async, StringComparison.OrdinalIgnoreCase)));
}
