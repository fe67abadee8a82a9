namespace CaptionCluster.Client.Transport;

/// <summary>
/// Answers HEAD wherever GET is answered, as GET (RFC 9110, 9.3.2). The server leaves the body out: it goes by the request line, not by
/// what the method is called here. Before routing, so that it holds for what is mapped later too.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Whether only the headers are asked for. Endpoints with long answers stop there.</summary>
    public static bool IsHead(this HttpContext http) => http.Features.Get<Mark>() is not null;

    public static void Use(IApplicationBuilder app) =>
        app.Use((http, next) => HttpMethods.IsHead(http.Request.Method) ? AnswerAsync(http, next) : next(http));

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        http.Features.Set(Mark.Instance);
        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head; // What metrics and logs call it.
        }
    }

    private sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}
