namespace CaptionCluster.Client.Streaming;

/// <summary>Answers that are read while they come.</summary>
internal static class UnbufferedResponse
{
    /// <summary>
    /// Asks whatever is on the way to pass on what it has: nginx collects some kilobytes unless told not to, others do so in order to
    /// compress.
    /// </summary>
    public static void Describe(HttpResponse response, string contentType)
    {
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
    }
}
