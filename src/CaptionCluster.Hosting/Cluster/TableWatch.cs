using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting;

/// <summary>
/// Looks for a membership that is away as often as silos are probed. Orleans looks less and less often, up to a minute apart: so long
/// nobody would put a table back, and a silo that starts meanwhile would find none.
/// </summary>
internal sealed class TableWatch(RememberedTable table, TimeSpan period, TimeProvider time) : BackgroundService
{
    /// <summary>Puts a <see cref="RememberedTable"/> before the table that a provider has registered.</summary>
    public static void Add(IServiceCollection services, TimeSpan period)
    {
        var provided = services.Last(service => service.ServiceType == typeof(IMembershipTable));
        services.Remove(provided);
        services.AddSingleton(provider => new RememberedTable(
            (IMembershipTable)(
                provided.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, provided.ImplementationType!)
            ),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RememberedTable>>()));
        services.AddSingleton<IMembershipTable>(provider => provider.GetRequiredService<RememberedTable>());
        services.AddHostedService(provider => new TableWatch(
            provider.GetRequiredService<RememberedTable>(),
            period,
            provider.GetRequiredService<TimeProvider>()
        ));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (table.IsAway) await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await table.ReadAllAsync(cancellationToken);
        }
        catch (Exception) when (table.IsAway)
        {
            // It still is; Orleans says so in the log.
        }
    }
}
