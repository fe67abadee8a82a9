using System.Net;

namespace CaptionCluster.Client.Sources.Guard;

/// <summary>
/// Look-ups of names, so many at the same time. Each holds a thread, and goes on when nobody waits for it any more: slow name servers may
/// hold that many, and not all there are.
/// </summary>
internal sealed class Lookups(Func<string, Task<IPAddress[]>> lookUp, int most)
{
    private readonly SemaphoreSlim _places = new(most);

    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return await LookUpAsync(host).WaitAsync(cancellationToken);
    }

    private async Task<IPAddress[]> LookUpAsync(string host)
    {
        try
        {
            return await lookUp(host);
        }
        finally
        {
            _places.Release();
        }
    }
}
