using CaptionCluster.Grains;
using CaptionCluster.Inference;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>What every silo has, embedded or not.</summary>
internal static class SiloServices
{
    public static void AddSiloServices(this ISiloBuilder silo, IHostApplicationBuilder builder, ClusterOptions options, SiloRoles roles)
    {
        if (builder.Configuration.PassesTracesOn()) silo.AddActivityPropagation();
        silo.AddCaptionGrains(builder.Configuration.GetSection("CaptionCluster:Images").Bind, roles);
        silo.Services.AddSingleton(new ClusterConnection(isLocal: true));
        silo.Services.AddSingleton<ClusterStart>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<ClusterStart>());
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.CollectionAge);
        if (roles.HasFlag(SiloRoles.Inference))
        {
            silo.Services.AddCaptionInference(builder.Configuration.GetSection("CaptionCluster:Models"));
        }
    }
}
