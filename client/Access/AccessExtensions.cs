using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access;

internal static class AccessExtensions
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AccessOptions>().BindConfiguration("CaptionCluster").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AccessPolicy>();
        builder.Services.AddHostedService<AccessGuard>();
    }

    public static void UseAccess(this WebApplication app)
    {
        var policy = app.Services.GetRequiredService<AccessPolicy>();
        app.Use((http, next) => policy.Admits(http.Request) ? next(http) : RefuseAsync(http));
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemWriter.WriteAsync(http, Problem.Of(
            401, "key-needed", "An API key is needed", "Send one of the service's keys as 'Authorization: Bearer …' or 'X-Api-Key'."));
    }
}
