using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>What becomes of an item.</summary>
internal static class ItemOutcomes
{
    public static JobOutcome Done(JobLease lease, in CaptionOutcome outcome, DateTimeOffset at) =>
        Of(lease, at) with { Caption = outcome.Short };

    public static JobOutcome Dead(JobLease lease, Exception error, DateTimeOffset at)
    {
        var problem = ProblemMap.From(error);
        return Dead(lease, at, problem.Type[(problem.Type.LastIndexOf('/') + 1)..], problem.Detail);
    }

    public static JobOutcome LostTooOften(JobLease lease, DateTimeOffset at) =>
        Dead(lease, at, "lost-too-often", $"{lease.Attempt - 1} tries ended without an answer: their workers stopped, or died of it.");

    private static JobOutcome Dead(JobLease lease, DateTimeOffset at, string code, string message) =>
        Of(lease, at) with { Fault = new JobFault(code, message) };

    private static JobOutcome Of(JobLease lease, DateTimeOffset at) => new()
    {
        Index = lease.Index,
        Name = lease.Name,
        Digest = lease.Digest,
        Attempts = lease.Attempt,
        At = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
    };
}
