using System.Linq.Expressions;
using CaptionCluster.MongoDB;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>The four collections of jobs and their indexes.</summary>
internal sealed class JobCollections(MongoDBConnection connection, string name)
{
    private static readonly CreateIndexModel<JobDocument>[] s_jobs =
    [
        new(
            Builders<JobDocument>.IndexKeys.Ascending(job => job.Tenant).Ascending(job => job.Idempotency!.Key),
            new CreateIndexOptions<JobDocument>
            {
                Name = "idempotency",
                Unique = true,
                PartialFilterExpression = Builders<JobDocument>.Filter.Exists(job => job.Idempotency!.Key),
            }
        ),
        new(Builders<JobDocument>.IndexKeys.Ascending(job => job.Tenant).Descending(job => job.Id), new() { Name = "list" }),
        new(Builders<JobDocument>.IndexKeys.Ascending(job => job.Phase).Ascending(job => job.CreatedAt), new() { Name = "phase" }),
        new(Builders<JobDocument>.IndexKeys.Ascending(job => job.Delivery!.DueAt), new() { Name = "delivery", Sparse = true }),
    ];

    private static readonly CreateIndexModel<ItemDocument>[] s_items =
    [
        new(
            Builders<ItemDocument>
                .IndexKeys.Ascending(item => item.Tenant)
                .Ascending(item => item.DueAt)
                .Ascending(item => item.Job)
                .Ascending(item => item.Index),
            new() { Name = "queue" }
        ),
        new(Builders<ItemDocument>.IndexKeys.Ascending(item => item.DueAt).Ascending(item => item.Tenant), new() { Name = "due" }),
        new(Builders<ItemDocument>.IndexKeys.Ascending(item => item.Job), new() { Name = "job" }),
        new(Builders<ItemDocument>.IndexKeys.Ascending(item => item.Token), new() { Name = "token", Sparse = true }),
    ];

    private static readonly CreateIndexModel<EventDocument>[] s_events =
    [
        new(
            Builders<EventDocument>.IndexKeys.Ascending(entry => entry.Job).Ascending(entry => entry.Sequence),
            new() { Name = "log", Unique = true }
        ),
        new(
            Builders<EventDocument>.IndexKeys.Ascending(entry => entry.Job).Ascending(entry => entry.Outcome!.Index),
            new CreateIndexOptions<EventDocument>
            {
                Name = "decided",
                Unique = true,
                PartialFilterExpression = Builders<EventDocument>.Filter.Exists(entry => entry.Outcome!.Index),
            }
        ),
    ];

    private static readonly CreateIndexModel<ImagePartDocument>[] s_images =
    [
        new(
            Builders<ImagePartDocument>.IndexKeys.Ascending(part => part.Job).Ascending(part => part.Index).Ascending(part => part.Part),
            new() { Name = "picture", Unique = true }),
    ];

    private volatile bool _prepared;

    /// <summary>Runs an operation on the collections within the time limit.</summary>
    /// <exception cref="StoreUnavailableException">The server can't be reached, is too slow, or refuses.</exception>
    public Task<T> RunAsync<T>(Func<JobDatabase, CancellationToken, Task<T>> operation, CancellationToken cancellationToken) =>
        connection.RunAsync((database, token) => operation(new JobDatabase(database, name), token), cancellationToken);

    /// <summary>Makes the indexes, where they are absent. No job may be opened before the unique ones are there.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared) return;
        await RunAsync(
            async (jobs, token) =>
            {
                await jobs.Jobs.Indexes.CreateManyAsync(s_jobs, token);
                await jobs.Items.Indexes.CreateManyAsync(s_items, token);
                await jobs.Events.Indexes.CreateManyAsync(s_events, token);
                await jobs.Images.Indexes.CreateManyAsync(s_images, token);
                return true;
            },
            cancellationToken);
        _prepared = true;
    }

    public Task<List<JobDocument>> FindAsync(Expression<Func<JobDocument, bool>> condition, CancellationToken cancellationToken) =>
        RunAsync((jobs, token) => jobs.Jobs.Find(condition).ToListAsync(token), cancellationToken);

    /// <summary>A job or a draft; null when there is none.</summary>
    public async Task<JobDocument?> FindAsync(JobId id, CancellationToken cancellationToken)
    {
        var text = id.ToString();
        return await RunAsync((jobs, token) => jobs.Jobs.Find(job => job.Id == text).FirstOrDefaultAsync(token), cancellationToken);
    }
}

internal readonly struct JobDatabase(IMongoDatabase database, string name)
{
    public IMongoCollection<JobDocument> Jobs => database.GetCollection<JobDocument>(name);

    public IMongoCollection<ItemDocument> Items => database.GetCollection<ItemDocument>($"{name}.items");

    public IMongoCollection<EventDocument> Events => database.GetCollection<EventDocument>($"{name}.events");

    public IMongoCollection<ImagePartDocument> Images => database.GetCollection<ImagePartDocument>($"{name}.images");
}
