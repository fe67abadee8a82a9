using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Ends a start that would leave the door open: before anything runs by what is configured, and after by what is so.</summary>
internal sealed class AccessGuard(
    Listening listening,
    KeyBook book,
    AccessKeys keys,
    IOptions<AccessOptions> options,
    IConfiguration configuration
) : IHostedLifecycleService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public Task StartingAsync(CancellationToken cancellationToken) => CheckAsync(Configured(), cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => CheckAsync(listening.Addresses, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CheckAsync(IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        var open = addresses.Where(address => !Listening.IsLocal(address)).ToArray();
        if (open.Length == 0 || options.Value.AllowAnonymous || await MayBeLockedAsync(cancellationToken)) return;
        throw new StartRefusedException(
            $"Listening on {string.Join(", ", open)} without API keys would let everyone in. Make one with 'keys add NAME', "
            + "set CaptionCluster:ApiKeys (CaptionCluster__ApiKeys__0=…), "
            + "or say CaptionCluster:AllowAnonymous=true, or listen on localhost only.");
    }

    /// <summary>While the store is away nobody can say that there are no keys, and nobody is let in without one.</summary>
    private async Task<bool> MayBeLockedAsync(CancellationToken cancellationToken)
    {
        if (keys.AreDemanded) return true;
        try
        {
            await book.RefreshAsync(cancellationToken).WaitAsync(s_patience, cancellationToken);
        }
        catch (Exception error) when (error is StoreUnavailableException or TimeoutException)
        {
            return true;
        }

        return keys.AreDemanded;
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
