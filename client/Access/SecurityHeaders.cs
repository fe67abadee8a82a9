using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Access;

/// <summary>What every answer tells browsers: it is what its content type says, and no page may frame it.</summary>
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
        // To any other policy of the answer: browsers keep all.
        headers.Append(HeaderNames.ContentSecurityPolicy, "frame-ancestors 'none'");
        return Task.CompletedTask;
    }
}
