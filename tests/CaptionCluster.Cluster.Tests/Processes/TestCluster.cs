using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>
/// Silos and fronts as processes, found through Redis unless another server is given, that count a silent silo as dead soon.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly RedisProcess? _redis;
    private readonly string _data = Directory.CreateTempSubdirectory("captioncluster-test-").FullName;
    private readonly string[] _settings;

    private TestCluster(RedisProcess? redis, params IEnumerable<string> settings) =>
        (_redis, _settings) = (
            redis,
            [
                "--CaptionCluster:Cluster:OneMachine",
                "true",
                "--CaptionCluster:Cluster:FailureDetection",
                "00:00:03",
                "--CaptionCluster:DataFolder",
                _data,
                .. settings,
            ]
        );

    public RedisProcess Redis => _redis!;

    public List<SiloProcess> Silos { get; } = [];

    public List<FrontProcess> Fronts { get; } = [];

    /// <summary>Starts it and waits until every one of its processes is ready.</summary>
    public static async Task<TestCluster> StartAsync(int silos, int fronts, params string[] settings)
    {
        var redis = new RedisProcess();
        return await new TestCluster(
            redis,
            ["--CaptionCluster:Cluster:Provider", "redis", "--CaptionCluster:Cluster:ConnectionString", redis.ConnectionString, .. settings]
        ).StartAsync(silos, fronts);
    }

    /// <summary>The same with membership, captions and jobs in PostgreSQL.</summary>
    public static Task<TestCluster> StartAsync(PostgreSQLServer server, int silos, int fronts, params string[] settings) => new TestCluster(
        redis: null,
        [
            "--CaptionCluster:Cluster:Provider", "postgresql", "--CaptionCluster:Store:Provider", "postgresql",
            "--CaptionCluster:PostgreSQL:ConnectionString", server.Url, .. settings,
        ]).StartAsync(silos, fronts);

    private async Task<TestCluster> StartAsync(int silos, int fronts)
    {
        for (var silo = 0; silo < silos; silo++) AddSilo();
        for (var front = 0; front < fronts; front++) AddFront();
        await ReadyAsync();
        return this;
    }

    public SiloProcess AddSilo(params IEnumerable<string> arguments)
    {
        Silos.Add(new SiloProcess([.. _settings, .. arguments]));
        return Silos[^1];
    }

    public FrontProcess AddFront(params IEnumerable<string> arguments)
    {
        Fronts.Add(new FrontProcess([.. _settings, .. arguments]));
        return Fronts[^1];
    }

    public async Task ReadyAsync()
    {
        foreach (var process in Silos.Concat<WebProcess>(Fronts)) await process.ReadyAsync();
    }

    public async Task<double> SumOverSilosAsync(string metric, params string[] parts) =>
        (await Task.WhenAll(Silos.Select(silo => silo.MetricAsync(metric, parts)))).Sum();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Fronts.Concat<WebProcess>(Silos)) await process.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
