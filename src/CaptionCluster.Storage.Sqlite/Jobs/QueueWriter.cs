using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>Leases, decisions, the job's end.</summary>
internal sealed class QueueWriter(JobWriter writer)
{
    private readonly SqliteCommand _findDue = writer.Statement(
        """
        SELECT j.id, j.tenant, j.created_at, j.document, i.position, i.name, i.digest, i.attempts
        FROM items i JOIN jobs j ON j.id = i.job
        WHERE i.tenant = $tenant AND i.due_at <= $now ORDER BY i.due_at, i.job, i.position LIMIT $max
        """,
        "$tenant", "$now", "$max");

    private readonly SqliteCommand _lease = writer.Statement(
        "UPDATE items SET token = $token, due_at = $until, attempts = attempts + 1 WHERE job = $job AND position = $position",
        "$token", "$until", "$job", "$position");

    private readonly SqliteCommand _renew = writer.Statement(
        "UPDATE items SET due_at = $until WHERE job = $job AND position = $position AND token = $token",
        "$until", "$job", "$position", "$token");

    private readonly SqliteCommand _release = writer.Statement(
        "UPDATE items SET due_at = $due, token = NULL, attempts = attempts - $forgiven WHERE job = $job AND position = $position AND "
        + "token = $token",
        "$due", "$forgiven", "$job", "$position", "$token");

    private readonly SqliteCommand _deleteItem = writer.Statement(
        "DELETE FROM items WHERE job = $job AND position = $position",
        "$job",
        "$position"
    );

    private readonly SqliteCommand _deletePicture = writer.Statement(
        "DELETE FROM pictures WHERE job = $job AND position = $position", "$job", "$position");

    private readonly SqliteCommand _count = writer.Statement(
        "UPDATE jobs SET done = done + $done, dead = dead + $dead WHERE id = $id", "$done", "$dead", "$id");

    private readonly SqliteCommand _end = writer.Statement(
        "UPDATE jobs SET state = $state, ended_at = $at, webhook_state = $webhook, webhook_due = $at, webhook_host = $host WHERE id = $id",
        "$state", "$at", "$webhook", "$host", "$id");

    private readonly SqliteCommand _log = writer.Statement(
        "INSERT INTO log (job, sequence, at, document) VALUES ($job, $sequence, $at, $document)", "$job", "$sequence", "$at", "$document");

    public IReadOnlyList<JobLease> Lease(LeaseRequest request)
    {
        var due = FindDue(request);
        foreach (var lease in due)
        {
            _lease.Run(lease.Token.ToByteArray(), request.Until.Milliseconds(), lease.Order.Id.ToBytes(), lease.Index);
        }

        return due;
    }

    public IReadOnlySet<Guid> Renew(IReadOnlyList<JobLease> leases, DateTimeOffset until) => leases
        .Where(lease => _renew.Run(until.Milliseconds(), lease.Order.Id.ToBytes(), lease.Index, lease.Token.ToByteArray()) > 0)
        .Select(lease => lease.Token)
        .ToHashSet();

    public bool Release(JobLease lease, DateTimeOffset dueAt, bool attemptCounts) =>
        _release.Run(dueAt.Milliseconds(), attemptCounts ? 0 : 1, lease.Order.Id.ToBytes(), lease.Index, lease.Token.ToByteArray()) > 0;

    /// <summary>False when the item was decided before, or the job is over: an ended job has no items.</summary>
    public ItemDecision Finish(JobLease lease, JobOutcome outcome, byte[] document)
    {
        var id = lease.Order.Id;
        if (_deleteItem.Run(id.ToBytes(), lease.Index) == 0) return ItemDecision.TooLate;
        _deletePicture.Run(id.ToBytes(), lease.Index);
        _count.Run(outcome.IsDone ? 1 : 0, outcome.IsDone ? 0 : 1, id.ToBytes());

        var job = writer.Get(id)!;
        _log.Run(id.ToBytes(), job.Decided, outcome.At.Milliseconds(), document);
        if (job.Decided < job.Items) return ItemDecision.Decided;
        End(job, JobState.Completed, outcome.At);
        return ItemDecision.JobCompleted;
    }

    public Job? Cancel(JobId id, DateTimeOffset now)
    {
        if (writer.Get(id) is not { State: JobState.Open } job) return writer.Get(id);
        writer.DeleteItems(id);
        End(job, JobState.Cancelled, now);
        return writer.Get(id);
    }

    private void End(Job job, JobState state, DateTimeOffset at)
    {
        WebhookState? webhook = state == JobState.Completed && job.Order.Webhook is not null ? WebhookState.Pending : null;
        _end.Run((int)state, at.Milliseconds(), webhook is { } pending ? (int)pending : null, job.Order.Webhook?.Host, job.Id.ToBytes());
        _log.Run(job.Id.ToBytes(), job.Decided + 1, at.Milliseconds(), JobRows.DocumentOf(state));
    }

    private List<JobLease> FindDue(LeaseRequest request)
    {
        var due = new List<JobLease>();
        JobOrder? order = null;
        using var rows = _findDue.Bind(request.Tenant, request.Now.Milliseconds(), request.Max).ExecuteReader();
        while (rows.Read())
        {
            if (order?.Id != rows.ReadId(0)) order = JobRows.OrderOf(rows);
            due.Add(new JobLease(
                order,
                rows.GetInt32(4),
                rows.IsDBNull(5) ? null : rows.GetString(5),
                ImageDigest.FromBytes(rows.GetFieldValue<byte[]>(6)),
                rows.GetInt32(7) + 1,
                Guid.NewGuid()));
        }

        return due;
    }
}
