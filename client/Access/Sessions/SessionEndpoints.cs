using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Problems;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access.Sessions;

/// <summary>A key for a cookie, so that what a page can't send a header with (event streams, downloads) is let in too.</summary>
internal sealed class SessionEndpoints(IOptions<AccessOptions> options, TimeProvider time)
{
    /// <summary>POST /v1/session. Only for the key itself: a session makes no other, so each ends.</summary>
    public async Task PostAsync(HttpContext http)
    {
        if (AccessKeys.Of(http.Request) is not { } text || http.User is not KeyHolder { Key: var key })
        {
            await ProblemWriter.WriteAsync(http, AccessProblems.KeyNeeded);
            return;
        }

        var end = time.GetUtcNow() + options.Value.SessionLifetime;
        if (key.Key.ExpiresAt < end) end = key.Key.ExpiresAt.Value;
        var isSecure = IsSecure(http.Request);
        http.Response.Cookies.Append(
            isSecure ? SessionCookie.SecureName : SessionCookie.PlainName, SessionCookie.Make(text, key, end), Cookie(isSecure, end));
        http.Response.Headers.CacheControl = "no-store";
        var answer = new SessionAnswer(key.Key.Id, key.Key.Name, KeyScopeNames.NamesOf(key.Key.Scopes), end);
        await http.Response.WriteAsJsonAsync(answer, SessionJson.Default.SessionAnswer, "application/json", http.RequestAborted);
    }

    /// <summary>DELETE /v1/session</summary>
    public Task DeleteAsync(HttpContext http)
    {
        var isSecure = IsSecure(http.Request);
        var name = isSecure ? SessionCookie.SecureName : SessionCookie.PlainName;
        http.Response.Cookies.Delete(name, Cookie(isSecure, end: time.GetUtcNow()));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>A proxy may end TLS before this server; the page's own origin says so.</summary>
    private static bool IsSecure(HttpRequest request) =>
        request.IsHttps || request.Headers.Origin.ToString().StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static CookieOptions Cookie(bool isSecure, DateTimeOffset? end) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = isSecure,
        Path = "/",
        Expires = end,
    };
}

/// <param name="Id">Of the key.</param>
internal sealed record SessionAnswer(
    string Id,
    string Name,
    [property: AllowedValues("caption", "jobs", "admin", "metrics")] string[] Scopes,
    DateTimeOffset ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SessionAnswer))]
internal sealed partial class SessionJson : JsonSerializerContext;
