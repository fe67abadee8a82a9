namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>Silos and fronts as processes, found through Redis, that count a silent silo as dead soon.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly RedisProcess _redis = new();
    private readonly string _data = Directory.CreateTempSubdirectory("captioncluster-test-").FullName;
    private readonly string[] _settings;

    private TestCluster(string[] settings) => _settings =
    [
        "--CaptionCluster:Cluster:Provider", "redis", "--CaptionCluster:Cluster:ConnectionString", _redis.ConnectionString,
        "--CaptionCluster:Cluster:OneMachine", "true", "--CaptionCluster:Cluster:FailureDetection", "00:00:03", "--CaptionCluster:DataFolder", _data, .. settings,
    ];

    public RedisProcess Redis => _redis;

    public List<SiloProcess> Silos { get; } = [];

    public List<FrontProcess> Fronts { get; } = [];

    /// <summary>Starts it and waits until every one of its processes is ready.</summary>
    public static async Task<TestCluster> StartAsync(int silos, int fronts, params string[] settings)
    {
        var cluster = new TestCluster(settings);
        for (var silo = 0; silo < silos; silo++) cluster.AddSilo();
        for (var front = 0; front < fronts; front++) cluster.AddFront();
        await cluster.ReadyAsync();
        return cluster;
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
        await _redis.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
