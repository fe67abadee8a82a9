namespace CaptionCluster.Client.Http;

/// <summary>What the service answered instead of a caption: problem details (RFC 9457).</summary>
public sealed class CaptionProblemException : CaptionException
{
    internal CaptionProblemException(ProblemData problem, TimeSpan? retryAfter = null)
        : base($"{problem.Title}: {problem.Detail} ({problem.Status} {ProblemCodes.Of(problem.Type)})", null)
    {
        Type = problem.Type;
        Title = problem.Title;
        Status = problem.Status;
        Detail = problem.Detail;
        Option = problem.Option;
        TraceId = problem.TraceId;
        RetryAfter = retryAfter;
    }

    /// <summary>The problem's stable type: <c>/problems/</c> and <see cref="Code"/>.</summary>
    public string Type { get; }

    /// <summary>What programs tell problems apart by: one of <see cref="ProblemCodes"/>, or one of a later version.</summary>
    public string Code => ProblemCodes.Of(Type);

    /// <summary>The kind of problem, in few words.</summary>
    public string Title { get; }

    /// <summary>Which rule failed, in a sentence.</summary>
    public string Detail { get; }

    /// <summary>The HTTP status; 0 for a problem that ended an answer that was under way.</summary>
    public int Status { get; }

    /// <summary>The option that makes no sense; null when it is none.</summary>
    public string? Option { get; }

    /// <summary>What the service's log calls the request.</summary>
    public string? TraceId { get; }

    /// <summary>When to come back, from the answer's arrival on; null when the service does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    internal override bool IsPassing => Status is 429 or 503;

    internal override bool MayBeDone => false;
}

/// <summary>A problem as JSON has it.</summary>
internal sealed record ProblemData(string Type, string Title, int Status, string Detail, string? Option = null, string? TraceId = null);
