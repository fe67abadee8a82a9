using System.Text.Json;

namespace CaptionCluster.Client.Http;

/// <summary>Makes an exception of an answer that is none.</summary>
internal static class ProblemReader
{
    private const int LongestExcerpt = 200;

    public static async Task<CaptionProblemException> ReadAsync(
        HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new CaptionProblemException(Parse(text) ?? Foreign(response, text), RetryAfter(response, time));
    }

    /// <summary>Null for what is no problem.</summary>
    public static ProblemData? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ClientJson.Default.ProblemData) is { Type: not null, Detail: not null } problem
                ? problem
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Of a proxy, or of something else at that address.</summary>
    private static ProblemData Foreign(HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        var said = text.Length > LongestExcerpt ? text[..LongestExcerpt] + "…" : text;
        return new ProblemData(
            $"/problems/http-{status}",
            response.ReasonPhrase is { Length: > 0 } reason ? reason : "No problem details",
            status,
            $"{response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path)} did not answer as CaptionCluster does: "
                + $"check the address, and what is in between. It said: '{said}'.");
    }

    /// <summary>Seconds or a date (RFC 9110, 10.2.3).</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        if (response.Headers.RetryAfter is not { } header) return null;
        var wait = header.Delta ?? header.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
