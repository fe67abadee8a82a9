using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>
/// In memory only: when it moves, its list has another name, and fronts that ask forget everything they keep, which is always right.
/// </summary>
[Reentrant, KeepAlive, HostedBy(SiloRoles.Images)]
internal sealed class ForgottenGrain : Grain, IForgottenGrain
{
    private readonly ForgottenList _list = new();

    public Task AddAsync(ImageDigest digest)
    {
        _list.Add(digest);
        return Task.CompletedTask;
    }

    public Task<ForgottenNews> SinceAsync(ForgottenMark mark) => Task.FromResult(_list.Since(mark));
}
