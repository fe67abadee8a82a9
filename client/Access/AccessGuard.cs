using CaptionCluster.Hosting;

namespace CaptionCluster.Client.Access;

/// <summary>Ends a start that would leave the door open: before anything runs by what is configured, and after by what is so.</summary>
internal sealed class AccessGuard(AccessPolicy policy, IConfiguration configuration) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        Check(policy.RefusalOf(Configured()));

    public Task StartedAsync(CancellationToken cancellationToken) => Check(policy.Refusal());

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task Check(string? refusal) => refusal is null ? Task.CompletedTask : throw new StartRefusedException(refusal);

    private IEnumerable<string> Configured() =>
    [
        .. Split("urls"),
        .. Split("http_ports").Concat(Split("https_ports")).Select(port => "http://*:" + port),
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
    ];

    private string[] Split(string key) =>
        configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
