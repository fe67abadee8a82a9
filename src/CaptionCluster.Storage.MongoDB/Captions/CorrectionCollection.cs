using CaptionCluster.MongoDB;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>The collection of what people wrote in the place of captions.</summary>
internal sealed class CorrectionCollection(MongoDBConnection connection, string name)
{
    private static readonly FilterDefinitionBuilder<CorrectionDocument> s_filter = Builders<CorrectionDocument>.Filter;
    private static readonly SortDefinition<CorrectionDocument> s_order =
        Builders<CorrectionDocument>.Sort.Ascending(correction => correction.Digest).Ascending(correction => correction.Revision);

    private volatile bool _prepared;

    /// <summary>Makes the index, where it is absent.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared) return;
        var keys = Builders<CorrectionDocument>.IndexKeys
            .Ascending(correction => correction.Digest).Ascending(correction => correction.Revision);
        var index = new CreateIndexModel<CorrectionDocument>(keys, new() { Name = "digest_revision", Unique = true });
        await RunAsync((corrections, token) => corrections.Indexes.CreateOneAsync(index, cancellationToken: token), cancellationToken);
        _prepared = true;
    }

    public Task<List<CorrectionDocument>> GetAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        RunAsync((corrections, token) => corrections.Find(IsOf(digest)).Sort(s_order).ToListAsync(token), cancellationToken);

    public Task<List<CorrectionDocument>> ListAsync(StoredCorrection? last, int count, CancellationToken cancellationToken)
    {
        var (digest, revision) = (last?.Digest.ToByteArray(), last?.Correction.Model.Revision);
        var behind = digest is null
            ? s_filter.Empty
            : s_filter.Or(
                s_filter.Gt(correction => correction.Digest, digest),
                s_filter.And(
                    s_filter.Eq(correction => correction.Digest, digest), s_filter.Gt(correction => correction.Revision, revision)));
        return RunAsync(
            (corrections, token) => corrections.Find(behind).Sort(s_order).Limit(count).ToListAsync(token), cancellationToken);
    }

    public async Task PutAsync(CorrectionDocument document, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        var filter = Is(document.Digest, document.Revision);
        await RunAsync(
            (corrections, token) => corrections.ReplaceOneAsync(filter, document, new ReplaceOptions { IsUpsert = true }, token),
            cancellationToken);
    }

    public async Task<bool> DeleteAsync(ImageDigest digest, string revision, CancellationToken cancellationToken)
    {
        var filter = Is(digest.ToByteArray(), revision);
        var result = await RunAsync((corrections, token) => corrections.DeleteOneAsync(filter, token), cancellationToken);
        return result.DeletedCount > 0;
    }

    /// <summary>One by one, so that the driver can retry it.</summary>
    public async Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        var wasThere = false;
        foreach (var correction in await GetAsync(digest, cancellationToken))
        {
            wasThere |= await DeleteAsync(digest, correction.Revision, cancellationToken);
        }

        return wasThere;
    }

    private static FilterDefinition<CorrectionDocument> IsOf(ImageDigest digest) =>
        s_filter.Eq(correction => correction.Digest, digest.ToByteArray());

    private static FilterDefinition<CorrectionDocument> Is(byte[] digest, string revision) =>
        s_filter.And(s_filter.Eq(correction => correction.Digest, digest), s_filter.Eq(correction => correction.Revision, revision));

    private Task<T> RunAsync<T>(
        Func<IMongoCollection<CorrectionDocument>, CancellationToken, Task<T>> operation, CancellationToken cancellationToken) =>
        connection.RunAsync((database, token) => operation(database.GetCollection<CorrectionDocument>(name), token), cancellationToken);
}
