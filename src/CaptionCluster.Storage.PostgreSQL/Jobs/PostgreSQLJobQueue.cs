using System.Text;
using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>The queue of items.</summary>
internal sealed class PostgreSQLJobQueue(PostgreSQLStore store) : IJobQueue
{
    public Task<IReadOnlyList<string>> ListTenantsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ReadAsync(row => row.GetString(0), cancellationToken, new(JobSql.Tenants, now.Milliseconds()));

    /// <remarks>Items that another takes at this moment are passed over: no two wait for each other.</remarks>
    public async Task<IReadOnlyList<JobLease>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        var orders = new Dictionary<Guid, JobOrder>(); // Many items of few jobs.
        var taken = await store.DecideAsync(
            row => (DueAt: row.GetInt64(9), Job: row.GetGuid(0), Lease: LeaseOf(row, orders)),
            cancellationToken,
            new Statement(
                """
                WITH due AS (
                    SELECT job, position, due_at FROM items WHERE tenant = $1 AND due_at <= $2
                    ORDER BY due_at, job, position LIMIT $3 FOR UPDATE SKIP LOCKED
                )
                UPDATE items SET token = gen_random_uuid(), due_at = $4, attempts = attempts + 1
                FROM due JOIN jobs ON jobs.id = due.job
                WHERE items.job = due.job AND items.position = due.position
                RETURNING jobs.id, jobs.tenant, jobs.created_at, jobs.document,
                    items.position, items.name, items.digest, items.attempts, items.token, due.due_at
                """,
                request.Tenant, request.Now.Milliseconds(), request.Max, request.Until.Milliseconds()));
        return [.. taken.OrderBy(item => (item.DueAt, item.Job, item.Lease.Index)).Select(item => item.Lease)];
    }

    public async Task<IReadOnlySet<Guid>> RenewAsync(
        IReadOnlyList<JobLease> leases, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var held = await store.DecideAsync(
            row => row.GetGuid(0),
            cancellationToken,
            new Statement(
                """
                UPDATE items SET due_at = $1 FROM unnest($2::uuid[], $3::integer[], $4::uuid[]) AS lease (job, position, token)
                WHERE items.job = lease.job AND items.position = lease.position AND items.token = lease.token RETURNING items.token
                """,
                until.Milliseconds(), leases.Select(lease => lease.Order.Id.Value).ToArray(), leases.Select(lease => lease.Index).ToArray(),
                leases.Select(lease => lease.Token).ToArray()));
        return held.ToHashSet();
    }

    public async Task<ReadOnlyMemory<byte>?> ReadImageAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var found = await store.ReadAsync(
            row => row.GetFieldValue<byte[]>(0), cancellationToken, new(JobSql.Picture, lease.Order.Id.Value, lease.Index));
        return found is [var bytes] ? bytes : default(ReadOnlyMemory<byte>?);
    }

    /// <remarks>An ended job has no items, so none is decided behind its end.</remarks>
    public async Task<ItemDecision> FinishAsync(JobLease lease, JobOutcome outcome, CancellationToken cancellationToken) =>
        (ItemDecision)await store.ChangeAsync( // as many entries as it made in the log
            cancellationToken,
            JobTables.Hold(lease.Order.Id),
            new(
                """
                WITH item AS (
                    DELETE FROM items WHERE job = $1 AND position = $2 RETURNING job
                ), counted AS (
                    UPDATE jobs SET done = done + $3, dead = dead + $4 FROM item WHERE id = item.job RETURNING id, done + dead AS decided
                )
                INSERT INTO log (job, sequence, at, document) SELECT id, decided, $5, $6::json FROM counted RETURNING sequence
                """,
                lease.Order.Id.Value, lease.Index, outcome.IsDone ? 1 : 0, outcome.IsDone ? 0 : 1, outcome.At.Milliseconds(),
                Text(JobRows.DocumentOf(outcome))),
            End(lease.Order.Id, JobState.Completed, outcome.At, "done + dead = items", returning: "RETURNING sequence"));

    public async Task<bool> ReleaseAsync(JobLease lease, DateTimeOffset dueAt, bool attemptCounts, CancellationToken cancellationToken) =>
        await store.ChangeAsync(cancellationToken, new Statement(
            """
            UPDATE items SET due_at = $1, token = NULL, attempts = attempts - $2
            WHERE job = $3 AND position = $4 AND token = $5 RETURNING job
            """,
            dueAt.Milliseconds(), attemptCounts ? 0 : 1, lease.Order.Id.Value, lease.Index, lease.Token)) > 0;

    public async Task<Job?> CancelAsync(JobId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var jobs = await store.DecideAsync(
            JobRows.JobOf,
            cancellationToken,
            JobTables.Hold(id),
            End(id, JobState.Cancelled, now, "true"),
            new("DELETE FROM items USING jobs WHERE items.job = $1 AND jobs.id = $1 AND jobs.ended_at IS NOT NULL", id.Value),
            JobTables.Get(id));
        return jobs.FirstOrDefault();
    }

    /// <summary>Ends an open job that fulfils the condition. Only one that is completed calls its webhook.</summary>
    private static Statement End(JobId id, JobState state, DateTimeOffset at, string condition, string returning = "") => new(
        $"""
        WITH ended AS (
            UPDATE jobs SET state = $2, ended_at = $3, webhook_due = $3,
                webhook_state = CASE WHEN $5 AND webhook_host IS NOT NULL THEN 0 END
            WHERE id = $1 AND state = 0 AND {condition} RETURNING id, done + dead AS decided
        )
        INSERT INTO log (job, sequence, at, document) SELECT id, decided + 1, $3, $4::json FROM ended {returning}
        """,
        id.Value, (int)state, at.Milliseconds(), Text(JobRows.DocumentOf(state)), state == JobState.Completed);

    private static JobLease LeaseOf(NpgsqlDataReader row, Dictionary<Guid, JobOrder> orders)
    {
        if (!orders.TryGetValue(row.GetGuid(0), out var order)) orders.Add(row.GetGuid(0), order = JobRows.OrderOf(row));
        var name = row.IsDBNull(5) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(5));
        var digest = ImageDigest.FromBytes(row.GetFieldValue<byte[]>(6));
        return new JobLease(order, row.GetInt32(4), name, digest, row.GetInt32(7), row.GetGuid(8));
    }

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}
