using Orleans.Concurrency;
using Orleans.Runtime;

namespace CaptionCluster.Grains.Tests;

/// <summary>
/// Why inference does not run on stateless workers: see docs/decisions/0002-inference-placement.md. When the second test fails,
/// cancellation has come to reach them and the decision can be looked at again.
/// </summary>
public sealed class StatelessWorkerCancellationTests : IAsyncLifetime
{
    private const int Calls = 8;

    private CaptionTestCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await CaptionTestCluster.StartAsync();

    public async Task DisposeAsync()
    {
        WorkGrain.Work.Open();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Cancel_KeyedGrain_ReachesEveryCall()
    {
        await CancelCallsAsync(_cluster.Client.GetGrain<IKeyedWorkerGrain>(_cluster.AddressOf(0).ToParsableString()));

        for (var call = 0; call < Calls; call++) await WorkGrain.Work.CancelledAsync();
    }

    [Fact]
    public async Task Cancel_StatelessWorker_MissesCalls()
    {
        await CancelCallsAsync(_cluster.Client.GetGrain<IStatelessWorkerGrain>(0));

        var cancelled = 0;
        while (await WorkGrain.Work.TryCancelledAsync(TimeSpan.FromSeconds(0.5))) cancelled++;
        Assert.True(cancelled < Calls, $"{cancelled} calls were cancelled");
    }

    private static async Task CancelCallsAsync(IWorkGrain grain)
    {
        WorkGrain.Reset();
        using var leaving = new CancellationTokenSource();
        var calls = Enumerable.Range(0, Calls).Select(_ => grain.WorkAsync(leaving.Token)).ToArray();
        foreach (var _ in calls) await WorkGrain.Work.ArrivedAsync();

        await leaving.CancelAsync();
        foreach (var call in calls) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}

public interface IWorkGrain
{
    Task WorkAsync(CancellationToken cancellationToken);
}

public interface IKeyedWorkerGrain : IGrainWithStringKey, IWorkGrain;

public interface IStatelessWorkerGrain : IGrainWithIntegerKey, IWorkGrain;

internal abstract class WorkGrain : Grain, IWorkGrain
{
    public static Gate Work { get; private set; } = new();

    public static void Reset()
    {
        Work = new Gate();
        Work.Close();
    }

    public Task WorkAsync(CancellationToken cancellationToken) => Work.PassAsync(cancellationToken);
}

[Reentrant, OnSilo]
internal sealed class KeyedWorkerGrain : WorkGrain, IKeyedWorkerGrain;

[StatelessWorker(8)]
internal sealed class StatelessWorkerGrain : WorkGrain, IStatelessWorkerGrain;
