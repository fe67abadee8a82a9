using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Access;

/// <summary>
/// What every answer tells browsers: it is what its content type says, no page may frame it, and no other site hears its address.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>Added last, as an answer that becomes a problem is begun anew.</summary>
    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(Add, http.Response.Headers);
        return next(http);
    }

    private static Task Add(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        // To any other policy of the answer: browsers keep all.
        headers.Append(HeaderNames.ContentSecurityPolicy, "frame-ancestors 'none'");
        return Task.CompletedTask;
    }
}
