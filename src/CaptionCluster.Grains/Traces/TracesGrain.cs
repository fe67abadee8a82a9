using Orleans.Concurrency;

namespace CaptionCluster.Grains;

[Reentrant, OnSilo, KeepAlive]
internal sealed class TracesGrain(IServiceProvider services) : Grain, ITracesGrain
{
    /// <summary>Nothing where this silo keeps none.</summary>
    public Task<IReadOnlyList<TraceSpan>> FindAsync(string traceId) =>
        Task.FromResult((services.GetService(typeof(ITraceBook)) as ITraceBook)?.Find(traceId) ?? []);
}
