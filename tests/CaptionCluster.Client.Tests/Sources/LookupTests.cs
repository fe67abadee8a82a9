using System.Net;
using CaptionCluster.Client.Sources.Guard;

namespace CaptionCluster.Client.Tests.Sources;

public sealed class LookupTests
{
    /// <summary>Their threads are still held.</summary>
    [Fact]
    public async Task Resolve_WhileAsManyAsThereMayBeGoOn_Waits()
    {
        List<TaskCompletionSource<IPAddress[]>> begun = [];
        var lookups = new Lookups(
            _ =>
            {
                begun.Add(new TaskCompletionSource<IPAddress[]>());
                return begun[^1].Task;
            },
            most: 2);
        using var leaving = new CancellationTokenSource();
        Task[] left = [lookups.ResolveAsync("a", leaving.Token), lookups.ResolveAsync("b", leaving.Token)];
        await leaving.CancelAsync();
        foreach (var one in left) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        var third = lookups.ResolveAsync("c", CancellationToken.None);
        Assert.Equal(2, begun.Count);
        begun[0].SetException(new InvalidOperationException());

        await Patience.UntilAsync("it has its turn", () => Task.FromResult(begun.Count == 3));
        begun[2].SetResult([IPAddress.Loopback]);
        Assert.Equal([IPAddress.Loopback], await Patience.For(third));
    }
}
