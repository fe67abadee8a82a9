using CaptionCluster.Client.Access.Limits;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Access.Cors;

internal static class CorsExtensions
{
    /// <summary>What a page of another site may read of an answer, besides what any may.</summary>
    private static readonly string[] s_exposed =
    [
        HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, "Preference-Applied", LimitHeaders.Policy, LimitHeaders.State,
    ];

    public static void AddAccessFromElsewhere(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CorsOptions>().BindConfiguration("CaptionCluster:Cors").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddCors();
        builder.Services.AddSingleton<AllowedOrigins>();
    }

    /// <summary>
    /// Before the gate, so that pages can read why they are refused. Without credentials: no session counts from elsewhere.
    /// </summary>
    public static void UseAccessFromElsewhere(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<CorsOptions>>().Value.Origins;
        if (origins.Length == 0) return;
        app.UseCors(policy =>
            policy.WithOrigins(origins)
                .AllowAnyHeader()
                .AllowAnyMethod()
                .WithExposedHeaders(s_exposed)
                .SetPreflightMaxAge(TimeSpan.FromMinutes(10)));
    }
}
