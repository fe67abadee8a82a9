using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference;

/// <summary>Registers inference.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Loads the configured models when the host starts and offers them as <see cref="IModelRepository"/>.</summary>
    public static IServiceCollection AddCaptionInference(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<InferenceOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<InferenceMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SessionFactory>(
            provider, provider.GetRequiredService<IOptions<InferenceOptions>>().Value.Device));
        services.AddSingleton<ModelLoader>();
        services.AddSingleton<ModelRepository>();
        services.AddSingleton<IModelRepository>(provider => provider.GetRequiredService<ModelRepository>());
        services.AddHostedService<ModelFolderWatcher>();
        return services;
    }

    /// <summary>Offers these models in place of the configured folders', which are then neither loaded nor looked at.</summary>
    public static IServiceCollection ReplaceCaptionModels(this IServiceCollection services, IModelRepository models)
    {
        var folders = services.Where(service => service.ImplementationType == typeof(ModelFolderWatcher)).ToArray();
        foreach (var watcher in folders) services.Remove(watcher);
        return services.Replace(ServiceDescriptor.Singleton(models));
    }
}

/// <summary>Data annotations, those of the nested options too.</summary>
[OptionsValidator]
internal sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
