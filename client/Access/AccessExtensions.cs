using CaptionCluster.Client.Access.Cors;
using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Access.Limits;
using CaptionCluster.Client.Access.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HostFiltering;

namespace CaptionCluster.Client.Access;

internal static class AccessExtensions
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AccessOptions>().BindConfiguration("CaptionCluster").ValidateDataAnnotations().ValidateOnStart();
        // The gate's to say, with a problem and in time to know the addresses.
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["*"]);
        builder.Services.AddSingleton<Listening>();
        builder.Services.AddSingleton<KnownHosts>();
        builder.AddAccessFromElsewhere();
        builder.Services.AddKeys();
        builder.Services.AddKeyLimits();
        builder.Services.AddSingleton<SessionEndpoints>();
        builder.Services.AddSingleton<AccessKeys>();
        builder.Services.AddSingleton<AccessPolicy>();
        builder.Services.AddSingleton<AccessGate>();
        builder.Services.AddHostedService<AccessGuard>();

        // The core only: what else belongs to cookies, and keeps keys of its own in a file.
        builder.Services.AddAuthenticationCore(known =>
        {
            known.AddScheme<KeyAuthentication>(KeyAuthentication.Scheme, displayName: null);
            known.DefaultScheme = KeyAuthentication.Scheme;
        });
        builder.Services.AddTransient<KeyAuthentication>(); // Or it is put together by reflection for each request.
        builder.Services.AddAuthorization(AccessScope.AddPolicies);
        builder.Services.AddSingleton<ScopeAuthorization>();
        builder.Services.AddSingleton<IAuthorizationHandler>(services => services.GetRequiredService<ScopeAuthorization>());
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler>(services => services.GetRequiredService<ScopeAuthorization>());
    }

    public static void UseAccess(this WebApplication app)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseAccessFromElsewhere();
        app.Use(app.Services.GetRequiredService<AccessGate>().PassAsync);
        app.UseRouting(); // Not before, as it answers probes on the spot.
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseKeyLimits();
    }
}
