using System.Reflection;
using CaptionCluster.Inference;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>Tells what its silo is for and what it does.</summary>
[Reentrant, OnSilo, KeepAlive]
internal sealed class SiloReportGrain(IHostLoads loads, IModelRepository models, SiloDuties duties, IOptions<InferenceOptions> inference)
    : Grain, ISiloReportGrain
{
    private static readonly string s_version = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);

    public Task<SiloReport> ReportAsync() => Task.FromResult(new SiloReport
    {
        Version = s_version,
        Roles = duties.Names,
        Models = [.. models.Callable.Select(model => model.Description.Id)],
        MaxBatchSize = duties.Roles.HasFlag(SiloRoles.Inference) ? inference.Value.Encoder.MaxBatchSize : 0,
        Now = loads.Now,
        History = loads.History,
    });
}

/// <summary>The roles of this silo.</summary>
internal sealed record SiloDuties(SiloRoles Roles)
{
    public IReadOnlyList<string> Names { get; } =
    [
        .. new[] { SiloRoles.Images, SiloRoles.Inference }
            .Where(role => Roles.HasFlag(role))
            .Select(role => role.ToString().ToLowerInvariant()),
    ];
}
