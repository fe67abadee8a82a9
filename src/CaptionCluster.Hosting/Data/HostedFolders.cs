using CaptionCluster.Inference;
using CaptionCluster.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

/// <summary>
/// Where relative folders lie. Data belongs to the host's content root; models may also lie beside the program or above it.
/// </summary>
internal static class HostedFolders
{
    public static void AddHostedFolders(this IServiceCollection services)
    {
        services.AddOptions<SqliteStoreOptions>().PostConfigure<IHostEnvironment, IConfiguration>((store, host, configuration) =>
            store.Folder = Path.GetFullPath(configuration["CaptionCluster:DataFolder"] ?? store.Folder, host.ContentRootPath));
        services.AddOptions<InferenceOptions>().PostConfigure<IHostEnvironment>((models, host) =>
        {
            models.Folder = FindModels(models.Folder, host.ContentRootPath);
            models.FurtherFolders = [.. models.FurtherFolders.Select(folder => FindModels(folder, host.ContentRootPath))];
        });
    }

    internal static string FindModels(string folder, string contentRoot) =>
        Ancestors(contentRoot).Prepend(AppContext.BaseDirectory).Prepend(contentRoot)
            .Select(root => Path.GetFullPath(folder, root))
            .FirstOrDefault(Directory.Exists, Path.GetFullPath(folder, contentRoot));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var parent = Directory.GetParent(folder); parent is not null; parent = parent.Parent) yield return parent.FullName;
    }
}
