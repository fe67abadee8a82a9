using System.Globalization;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Bench.Cluster;

/// <summary>redis-server, silos and one front, each a process on cores of its own choice.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("bench-").FullName;
    private readonly List<Child> _silos = [];
    private Child _redis = null!;
    private Child _front = null!;

    /// <summary>Processor time of the front and of all silos.</summary>
    public TimeSpan ProcessorTime => _front.ProcessorTime + _silos.Aggregate(TimeSpan.Zero, (sum, silo) => sum + silo.ProcessorTime);

    /// <param name="batchMilliseconds">One simulated silo each, by what a batch takes there.</param>
    public static Task<BenchCluster> SimulatedAsync(params int[] batchMilliseconds) =>
        StartAsync(
            Cores.All,
            [
                .. batchMilliseconds.Select(batch =>
                    (Cores.All, (string[])[Repository.Self, "simulated-silo", batch.ToString(CultureInfo.InvariantCulture)])
                ),
            ]
        );

    /// <param name="cores">One silo each, with the real model.</param>
    public static Task<BenchCluster> RealAsync(Cores front, string variant, params Cores[] cores) =>
        StartAsync(
            front,
            [
                .. cores.Select(core =>
                    (
                        core,
                        (string[])
                            [
                                Repository.Silo,
                                "--CaptionCluster:Models:Folder",
                                Repository.Models,
                                "--CaptionCluster:Models:Variant",
                                variant,
                                "--CaptionCluster:Models:Device:Threads",
                                "1",
                            ]
                    )
                ),
            ]
        );

    public Task<LoadResult> PostAsync(int clients, int count, Func<byte[]> body) =>
        LoadRun.PostAsync(_front, "/v1/captions", clients, count, body);

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        foreach (var silo in _silos) await silo.DisposeAsync();
        await _redis.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static async Task<BenchCluster> StartAsync(Cores front, (Cores Cores, string[] Program)[] silos)
    {
        var cluster = new BenchCluster();
        var redis = FreePort.Next();
        cluster._redis = await Child.StartProgramAsync(
            Cores.All,
            redis,
            "Ready to accept connections",
            ["redis-server", "--port", $"{redis}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        );
        string[] settings =
        [
            "--CaptionCluster:Cluster:Provider", "redis", "--CaptionCluster:Cluster:ConnectionString", $"127.0.0.1:{redis}",
            "--CaptionCluster:Cluster:OneMachine", "true", "--CaptionCluster:DataFolder", cluster._data,
        ];
        foreach (var (cores, program) in silos)
        {
            var port = FreePort.Next();
            cluster._silos.Add(await Child.StartProgramAsync(
                cores, port, program[0] == Repository.Self ? "ready" : "is warm",
                [
                    "dotnet", .. program, "--urls", $"http://127.0.0.1:{port}", .. settings,
                    "--CaptionCluster:Cluster:SiloPort", $"{FreePort.Next()}", "--CaptionCluster:Cluster:GatewayPort", $"{FreePort.Next()}",
                ]));
        }

        var frontPort = FreePort.Next();
        cluster._front = await Child.StartProgramAsync(
            front, frontPort, "ready: ", ["dotnet", Repository.Client, "--urls", $"http://127.0.0.1:{frontPort}", .. settings]);
        return cluster;
    }
}
