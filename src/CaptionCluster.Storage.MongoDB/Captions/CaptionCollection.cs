using CaptionCluster.MongoDB;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>The collection of captions and its indexes.</summary>
internal sealed class CaptionCollection(MongoDBConnection connection, string name)
{
    private static readonly FilterDefinitionBuilder<StoredCaptionDocument> s_filter = Builders<StoredCaptionDocument>.Filter;
    private static readonly IndexKeysDefinitionBuilder<StoredCaptionDocument> s_keys = Builders<StoredCaptionDocument>.IndexKeys;
    private static readonly SortDefinition<StoredCaptionDocument> s_order =
        Builders<StoredCaptionDocument>.Sort.Ascending(caption => caption.Digest).Ascending(caption => caption.Key);

    private volatile bool _prepared;

    /// <summary>Makes the indexes, where they are absent. Captions must not be written before the unique one is there.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared) return;
        await RunAsync(
            (captions, token) =>
                captions.Indexes.CreateManyAsync(
                    [
                        new(
                            s_keys.Ascending(caption => caption.Digest).Ascending(caption => caption.Key),
                            new() { Name = "digest_key", Unique = true }
                        ),
                        new(s_keys.Ascending(caption => caption.ExpiresAt), new() { Name = "expiry", ExpireAfter = TimeSpan.Zero }),
                    ],
                    token
                ),
            cancellationToken
        );
        _prepared = true;
    }

    public Task<List<StoredCaptionDocument>> GetAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        RunAsync((captions, token) => captions.Find(IsOf(digest)).Sort(s_order).ToListAsync(token), cancellationToken);

    /// <summary>Writes all of them, each for itself: one that is refused does not stop the others.</summary>
    public Task PutAsync(IEnumerable<StoredCaptionDocument> documents, CancellationToken cancellationToken)
    {
        var puts = documents.Select(document => new ReplaceOneModel<StoredCaptionDocument>(
            IsCaption(document.Digest, document.Key),
            document
        )
        {
            IsUpsert = true,
        });
        return RunAsync((captions, token) => captions.BulkWriteAsync(puts, new() { IsOrdered = false }, token), cancellationToken);
    }

    /// <remarks>
    /// One by one, by key, in one call: the driver can retry that when a connection breaks and still knows what was deleted, which it can't
    /// of a deletion by digest alone. A picture has few captions.
    /// </remarks>
    public async Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        var keys = await RunAsync(
            (captions, token) => captions.Find(IsOf(digest)).Project(caption => caption.Key).ToListAsync(token), cancellationToken);
        if (keys.Count == 0) return false;
        var deletions = keys.Select(key => new DeleteOneModel<StoredCaptionDocument>(IsCaption(digest.ToByteArray(), key)));
        var result = await RunAsync(
            (captions, token) => captions.BulkWriteAsync(deletions, new() { IsOrdered = false }, token),
            cancellationToken
        );
        return result.DeletedCount > 0;
    }

    private static FilterDefinition<StoredCaptionDocument> IsOf(ImageDigest digest) =>
        s_filter.Eq(caption => caption.Digest, digest.ToByteArray());

    private static FilterDefinition<StoredCaptionDocument> IsCaption(byte[] digest, string key) =>
        s_filter.And(s_filter.Eq(caption => caption.Digest, digest), s_filter.Eq(caption => caption.Key, key));

    private Task<T> RunAsync<T>(
        Func<IMongoCollection<StoredCaptionDocument>, CancellationToken, Task<T>> operation,
        CancellationToken cancellationToken
    ) => connection.RunAsync((database, token) => operation(database.GetCollection<StoredCaptionDocument>(name), token), cancellationToken);
}
