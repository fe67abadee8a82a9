using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;

namespace CaptionCluster.Storage.Sqlite.Jobs;

internal sealed class SqliteJobIntake(SqliteStoreFile<JobReader, JobWriter> file) : IJobIntake
{
    public Task OpenAsync(JobOrder order, CancellationToken cancellationToken)
    {
        var document = JobRows.DocumentOf(order);
        return file.WriteAsync(writer => writer.Intake.Open(order, document), cancellationToken);
    }

    public async Task AddAsync(JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        if (!await file.WriteAsync(writer => writer.Intake.Add(id, items), cancellationToken))
        {
            throw new JobNotFoundException(id.ToString());
        }
    }

    public async Task<Job> AcceptAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken)
    {
        var accepted = await file.WriteAsync(writer => writer.Intake.Accept(id, acceptance), cancellationToken);
        if (accepted.Conflicts) throw new IdempotencyConflictException();
        return accepted.Job ?? throw new JobNotFoundException(id.ToString());
    }

    public Task DiscardAsync(JobId id, CancellationToken cancellationToken) =>
        file.WriteAsync(writer => writer.Intake.Discard(id), cancellationToken);
}
