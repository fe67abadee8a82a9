using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Jobs.Answers;

/// <summary>Dresses jobs for their readers.</summary>
internal static class JobAnswers
{
    /// <param name="pathBase">What stands before the paths of this server.</param>
    public static JobAnswer Of(Job job, PathString pathBase, TimeSpan? remaining = null)
    {
        var self = AddressOf(job.Id, pathBase);
        return new JobAnswer(
            job.Id.ToString(),
            NameOf(job.State),
            ModelAnswer.Of(job.Order.Key.Model),
            Counts(job),
            Math.Round((double)job.Decided / job.Items, 4),
            remaining is { } left ? Math.Round(left.TotalSeconds, 1) : null,
            job.Order.CreatedAt,
            job.EndedAt,
            job.Webhook is { } webhook ? NameOf(webhook) : null,
            new LinksAnswer(self, self + "/events", self + "/results"));
    }

    public static CountsAnswer Counts(Job job) =>
        new(job.Items, job.Done, job.Dead, job.State == JobState.Open ? job.Items - job.Decided : 0);

    public static string AddressOf(JobId id, PathString pathBase) => pathBase.ToUriComponent() + "/v1/jobs/" + id;

    public static string NameOf(JobState state) => state switch
    {
        JobState.Open => "open",
        JobState.Completed => "completed",
        JobState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    /// <exception cref="InvalidOptionException">None of the names.</exception>
    public static JobState? Parse(string? state) => state switch
    {
        null or "" => null,
        "open" => JobState.Open,
        "completed" => JobState.Completed,
        "cancelled" => JobState.Cancelled,
        _ => throw new InvalidOptionException("state", "'state' must be open, completed or cancelled."),
    };

    private static string NameOf(WebhookState state) => state switch
    {
        WebhookState.Pending => "pending",
        WebhookState.Delivered => "delivered",
        WebhookState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };
}
