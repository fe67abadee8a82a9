using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Ends a start that would leave the door open: before anything runs by what is configured, and after by what is so.</summary>
internal sealed class AccessGuard(Listening listening, IOptions<AccessOptions> options, IConfiguration configuration)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        Check(Configured());

    public Task StartedAsync(CancellationToken cancellationToken) => Check(listening.Addresses);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Check(IEnumerable<string> addresses)
    {
        var open = addresses.Where(address => !Listening.IsLocal(address)).ToArray();
        if (open.Length == 0 || options.Value.ApiKeys.Length > 0 || options.Value.AllowAnonymous) return Task.CompletedTask;
        throw new StartRefusedException(
            $"Listening on {string.Join(", ", open)} without API keys would let everyone in. Set CaptionCluster:ApiKeys "
            + "(CaptionCluster__ApiKeys__0=…), "
            + "or say CaptionCluster:AllowAnonymous=true, or listen on localhost only.");
    }

    private IEnumerable<string> Configured() =>
    [
        .. Split("urls"),
        .. Split("http_ports").Concat(Split("https_ports")).Select(port => "http://*:" + port),
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
    ];

    private string[] Split(string key) =>
        configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
