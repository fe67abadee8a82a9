using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace CaptionCluster.Grains.Tests;

/// <summary>A cluster in this process with a real client, a fake model a silo, one store, and a clock of its own.</summary>
internal sealed class CaptionTestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly Dictionary<string, FakeRepository> _repositories = [];
    private readonly Dictionary<string, SiloRoles> _roles = [];

    private CaptionTestCluster(SiloRoles[] roles, Action<ISiloBuilder>? configure)
    {
        var builder = new InProcessTestClusterBuilder((short)roles.Length);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo(
            (options, silo) =>
            {
                var repository = new FakeRepository(new FakeModel(Samples.Description, Samples.Says));
                SiloRoles role;
                lock (_repositories)
                {
                    role = _roles[options.SiloName] = roles[_repositories.Count % roles.Length];
                    _repositories[options.SiloName] = repository;
                }

                if (role.HasFlag(SiloRoles.Inference))
                {
                    silo.Services.AddSingleton<CaptionCluster.Inference.IModelRepository>(repository);
                }

                silo.Services.AddSingleton<ICaptionStore>(Store);
                silo.Services.AddKeyedSingleton<TimeProvider>(CaptionClock.Key, Time);
                silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Time);
                silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
                silo.AddCaptionGrains(roles: role);
                configure?.Invoke(silo);
            }
        );
        builder.ConfigureClient(client =>
            client.Configure<TypeManagementOptions>(types => types.TypeMapRefreshInterval = TimeSpan.FromMilliseconds(10))
        );
        _cluster = builder.Build();
    }

    public ObservedTime Time { get; } = new();

    public FakeStore Store { get; } = new();

    /// <summary>The counters of the first silo.</summary>
    public Measurements Measured { get; private set; } = null!;

    public IGrainFactory Client => _cluster.Client;

    public InProcessTestCluster Orleans => _cluster;

    /// <summary>The model of the first silo.</summary>
    public FakeModel Model => ModelOf(0);

    public static Task<CaptionTestCluster> StartAsync(int silos = 1, Action<ISiloBuilder>? configure = null) =>
        StartAsync([.. Enumerable.Repeat(SiloRoles.All, silos)], configure);

    public static async Task<CaptionTestCluster> StartAsync(SiloRoles[] roles, Action<ISiloBuilder>? configure = null)
    {
        var cluster = new CaptionTestCluster(roles, configure);
        await cluster._cluster.DeployAsync();
        await Patience.For(cluster.EveryoneKnowsEverySiloAsync());
        cluster.Measured = new Measurements(cluster.ServicesOf(0));
        return cluster;
    }

    /// <summary>Waits until so many requests wait on flights of the first silo.</summary>
    public Task WaitersAsync(int count) => Measured.ReachAsync("caption.requests.waiting", count);

    /// <summary>The first silo that has just these roles: silos start in any order.</summary>
    public int SiloWith(SiloRoles roles) =>
        Enumerable.Range(0, _cluster.Silos.Count).First(silo => _roles[_cluster.Silos[silo].Name] == roles);

    public SiloAddress AddressOf(int silo) => _cluster.Silos[silo].SiloAddress;

    public FakeRepository RepositoryOf(int silo) => _repositories[_cluster.Silos[silo].Name];

    public FakeModel ModelOf(int silo) => (FakeModel)RepositoryOf(silo).Models[0];

    public IServiceProvider ServicesOf(int silo) => _cluster.GetSiloServiceProvider(AddressOf(silo));

    public IImageGrain NewImage() => Image(Samples.NewDigest());

    public IImageGrain Image(ImageDigest digest) => Client.GetGrain<IImageGrain>(digest.ToString());

    /// <summary>A new picture whose grain is activated on that silo.</summary>
    public async Task<IImageGrain> NewImageOnAsync(int silo)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, AddressOf(silo));
        var image = NewImage();
        await image.AbandonAsync(Guid.Empty);
        RequestContext.Clear();
        return image;
    }

    /// <summary>Which classes a silo has is told after it is active; until then its grains can't be asked for.</summary>
    private Task EveryoneKnowsEverySiloAsync() => Task.WhenAll(
        Enumerable.Range(0, _cluster.Silos.Count).Select(ServicesOf).Append(_cluster.Client.ServiceProvider).Select(KnowsEverySiloAsync));

    private async Task KnowsEverySiloAsync(IServiceProvider services)
    {
        await foreach (var manifest in services.GetRequiredService<IClusterManifestProvider>().Updates)
        {
            if (manifest.Silos.Count(silo => silo.Value.Grains.Count > 0) == _cluster.Silos.Count) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Measured?.Dispose();
        Store.Door.Open();
        foreach (var model in _repositories.Values.SelectMany(repository => repository.Models).Cast<FakeModel>()) model.Open();
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
