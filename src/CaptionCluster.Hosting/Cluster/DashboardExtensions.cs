using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace CaptionCluster.Hosting;

public static class DashboardExtensions
{
    /// <summary>
    /// Orleans' dashboard of a cluster at <c>/dashboard</c>; a silo of one's own has none. Who may see it is the host's to say. Null
    /// without one.
    /// </summary>
    public static IEndpointConventionBuilder? MapCaptionDashboard(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<IOptions<ClusterOptions>>().Value.IsAlone) return null;
        return app.MapOrleansDashboard("/dashboard").ExcludeFromDescription();
    }
}
