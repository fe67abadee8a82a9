namespace CaptionCluster.Client.Transport;

/// <summary>What holds for HTTP everywhere, whatever is asked for.</summary>
internal static class TransportExtensions
{
    public static void AddTransport(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProxyOptions>().BindConfiguration("CaptionCluster:Proxy").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IStartupFilter, Outermost>();
        ContentEncodings.Add(builder.Services);
    }

    public static void UseTransport(this WebApplication app) => ContentEncodings.Use(app);

    /// <summary>Goes before routing, which goes before all that a program adds.</summary>
    private sealed class Outermost : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<UnreadBodies>();
            app.UseMiddleware<PacedBodies>();
            Proxies.Use(app);
            HeadRequests.Use(app);
            next(app);
        };
    }
}
