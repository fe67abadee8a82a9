using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <content>Leases, decisions, the job's end.</content>
internal sealed partial class JobWriter
{
    private readonly SqliteCommand _findDue;
    private readonly SqliteCommand _lease;
    private readonly SqliteCommand _renew;
    private readonly SqliteCommand _release;
    private readonly SqliteCommand _deleteItem;
    private readonly SqliteCommand _deletePicture;
    private readonly SqliteCommand _count;
    private readonly SqliteCommand _end;
    private readonly SqliteCommand _log;

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
    public bool Finish(JobLease lease, JobOutcome outcome, byte[] document)
    {
        var id = lease.Order.Id;
        if (_deleteItem.Run(id.ToBytes(), lease.Index) == 0) return false;
        _deletePicture.Run(id.ToBytes(), lease.Index);
        _count.Run(outcome.IsDone ? 1 : 0, outcome.IsDone ? 0 : 1, id.ToBytes());

        var job = Get(id)!;
        _log.Run(id.ToBytes(), job.Decided, outcome.At.Milliseconds(), document);
        if (job.Decided == job.Items) End(job, JobState.Completed, outcome.At);
        return true;
    }

    public Job? Cancel(JobId id, DateTimeOffset now)
    {
        if (Get(id) is not { State: JobState.Open } job) return Get(id);
        DeleteItems(id);
        End(job, JobState.Cancelled, now);
        return Get(id);
    }

    private void End(Job job, JobState state, DateTimeOffset at)
    {
        WebhookState? webhook = state == JobState.Completed && job.Order.Webhook is not null ? WebhookState.Pending : null;
        _end.Run((int)state, at.Milliseconds(), webhook is { } pending ? (int)pending : null, job.Order.Webhook?.Host, job.Id.ToBytes());
        _log.Run(job.Id.ToBytes(), job.Decided + 1, at.Milliseconds(), JobRows.ToDocument(state));
    }

    private List<JobLease> FindDue(LeaseRequest request)
    {
        var due = new List<JobLease>();
        JobOrder? order = null;
        using var rows = _findDue.Bind(request.Tenant, request.Now.Milliseconds(), request.Max).ExecuteReader();
        while (rows.Read())
        {
            if (order?.Id != rows.ReadId(0)) order = JobRows.ReadOrder(rows, 0);
            due.Add(new JobLease(
                order,
                rows.GetInt32(4),
                rows.IsDBNull(5) ? null : rows.GetString(5),
                ImageDigest.FromBytes(rows.GetFieldValue<byte[]>(6)),
                rows.GetInt32(7) != 0,
                rows.GetInt32(8) + 1,
                Guid.NewGuid()));
        }

        return due;
    }
}
