using System.Text;
using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>Drafts, and what makes them jobs.</summary>
internal sealed class PostgreSQLJobIntake(PostgreSQLStore store) : IJobIntake
{
    private const string IsDraft = "state = -1";

    public Task OpenAsync(JobOrder order, CancellationToken cancellationToken) => store.ChangeAsync(cancellationToken, new Statement(
        $"INSERT INTO jobs (id, tenant, state, created_at, document, webhook_host) VALUES ($1, $2, {JobRows.Draft}, $3, $4::json, $5)",
        order.Id.Value, order.Tenant, order.CreatedAt.Milliseconds(), Encoding.UTF8.GetString(JobRows.DocumentOf(order)),
        order.Webhook?.Host));

    public async Task AddAsync(JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        var added = await store.RunAsync((connection, token) => AddAsync(connection, id, items, token), cancellationToken);
        if (!added) throw new JobNotFoundException(id.ToString());
    }

    public async Task<Job> AcceptAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await DecideAsync(id, acceptance, cancellationToken) ?? throw new JobNotFoundException(id.ToString());
            }
            catch (StoreUnavailableException error) when (PostgreSQLFault.IsDuplicate(error))
            {
                if (await FindByKeyAsync(id, acceptance.Key!, cancellationToken) is not { } first) continue; // It has expired this moment.
                await DiscardAsync(id, cancellationToken);
                return first.Fingerprint == acceptance.Key!.Fingerprint ? first.Job : throw new IdempotencyConflictException();
            }
        }
    }

    public Task DiscardAsync(JobId id, CancellationToken cancellationToken) =>
        store.ChangeAsync(cancellationToken, JobTables.Delete(id, IsDraft));

    /// <summary>False when there is no such draft. Held while it is added to, so that it is not accepted meanwhile.</summary>
    private static async Task<bool> AddAsync(
        NpgsqlConnection connection, JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var draft = await connection.QueryAsync(
            row => row.GetString(0),
            cancellationToken,
            JobTables.Durably,
            new($"SELECT tenant FROM jobs WHERE id = $1 AND {IsDraft} FOR SHARE", id.Value));
        if (draft is not [var tenant]) return false;

        var added = new Statement(
            """
            INSERT INTO items (job, position, tenant, name, digest)
            SELECT $1, position, $2, name, digest FROM unnest($3::integer[], $4::bytea[], $5::bytea[]) AS item (position, name, digest)
            """,
            id.Value, tenant, items.Select(item => item.Index).ToArray(),
            items.Select(item => item.Name is null ? null : Encoding.UTF8.GetBytes(item.Name)).ToArray(),
            items.Select(item => item.Digest.ToByteArray()).ToArray());
        var pictures = items.Where(item => item.Bytes is not null).Select(item =>
            new Statement("INSERT INTO pictures (job, position, bytes) VALUES ($1, $2, $3)", id.Value, item.Index, item.Bytes));
        await connection.ExecuteAsync(cancellationToken, [added, .. pictures]);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The one step: the draft is a job, or its key is taken, or it is no draft.</summary>
    private async Task<Job?> DecideAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken)
    {
        var accepted = await store.DecideAsync(
            JobRows.JobOf,
            cancellationToken,
            new Statement(
                $"""
                WITH accepted AS (
                    UPDATE jobs SET state = 0, items = $2, idempotency_key = $3, fingerprint = $4
                    WHERE id = $1 AND {IsDraft} RETURNING {JobRows.JobColumns}
                ), due AS (
                    UPDATE items SET due_at = $5 FROM accepted WHERE job = accepted.id
                )
                SELECT * FROM accepted
                """,
                id.Value, acceptance.Items, acceptance.Key?.Value, acceptance.Key?.Fingerprint.ToByteArray(),
                acceptance.Now.Milliseconds()));
        return accepted.FirstOrDefault();
    }

    private async Task<(Job Job, ImageDigest Fingerprint)?> FindByKeyAsync(
        JobId draft, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var found = await store.ReadAsync(
            row => (JobRows.JobOf(row), ImageDigest.FromBytes(row.GetFieldValue<byte[]>(10))),
            cancellationToken,
            new(
                $"""
                SELECT {JobRows.JobColumns}, fingerprint FROM jobs
                WHERE idempotency_key = $2 AND tenant = (SELECT tenant FROM jobs WHERE id = $1)
                """,
                draft.Value, key.Value));
        return found.Count == 0 ? null : found[0];
    }
}
