using System.Globalization;
using CaptionCluster.MongoDB;
using Microsoft.Extensions.Options;
using MongoDB.Driver;
using MongoDB.Driver.Linq;
using Orleans.Configuration;

namespace CaptionCluster.Clustering.MongoDB;

/// <summary>
/// Orleans' membership table on MongoDB. Every change of a row is one update of one document that names the version it was read at:
/// the server applies it to that version or not at all.
/// </summary>
/// <remarks>The version, as text, is the tag of the table and of its rows. Failures are <see cref="StoreUnavailableException"/>.</remarks>
internal sealed class MongoDBMembershipTable(
    IOptions<MongoDBMembershipOptions> options,
    IOptions<ClusterOptions> cluster,
    TimeProvider time
) : ICancellableMembershipTable, IDisposable
{
    private static readonly FilterDefinitionBuilder<MembershipDocument> s_filter = Builders<MembershipDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<MembershipDocument> s_update = Builders<MembershipDocument>.Update;

    private readonly MongoDBConnection _connection = new(options.Value, time);
    private readonly string _clusterId = cluster.Value.ClusterId;

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
    {
        if (!tryInitTableVersion) return;
        await RunAsync(
            async (table, token) =>
            {
                await table.UpdateOneAsync(
                    IsCluster(_clusterId),
                    s_update.SetOnInsert(document => document.Version, 0).SetOnInsert(document => document.Silos, []),
                    new UpdateOptions { IsUpsert = true },
                    token);
                return true;
            },
            cancellationToken);
    }

    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        var document = await ReadAsync(cancellationToken);
        return document is null ? new MembershipTableData(VersionOf(0)) : Data(document, document.Silos);
    }

    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default)
    {
        var document = await ReadAsync(cancellationToken);
        var address = key.ToParsableString();
        return document is null
            ? new MembershipTableData(VersionOf(0))
            : Data(document, document.Silos.Where(silo => silo.Address == address));
    }

    public async Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        var row = SiloDocument.Of(entry);
        return await ChangeAsync(
            tableVersion,
            s_filter.Not(HasRow(row.Address)),
            s_update.Push(document => document.Silos, row),
            cancellationToken);
    }

    public async Task<bool> UpdateRowAsync(
        MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        // The row's tag is the table's: where that still holds, no row has changed either.
        var row = SiloDocument.Of(entry);
        return await ChangeAsync(
            tableVersion,
            HasRow(row.Address),
            s_update.Set(document => document.Silos.FirstMatchingElement(), row),
            cancellationToken);
    }

    public async Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default)
    {
        var row = s_filter.And(IsCluster(_clusterId), HasRow(entry.SiloAddress.ToParsableString()));
        var alive = s_update.Set(document => document.Silos.FirstMatchingElement().AliveAt, SiloDocument.Utc(entry.IAmAliveTime));
        var result = await RunAsync((table, token) => table.UpdateOneAsync(row, alive, null, token), cancellationToken);
        if (result.MatchedCount == 0)
        {
            throw new InvalidOperationException($"The membership of {_clusterId} has no row of {entry.SiloAddress}.");
        }
    }

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default) =>
        RunAsync((table, token) => table.DeleteOneAsync(IsCluster(clusterId), token), cancellationToken);

    /// <remarks>Dead is for ever, so nothing that happens in between can make the removal wrong, and the version need not change.</remarks>
    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
    {
        var document = await ReadAsync(cancellationToken);
        if (document is null) return;
        List<string> defunct =
        [
            .. document.Silos
                .Where(silo => silo.Status == SiloStatus.Dead && LastUpdate(silo) < beforeDate.UtcDateTime)
                .Select(silo => silo.Address),
        ];
        if (defunct.Count == 0) return;

        var rows = Builders<SiloDocument>.Filter.In(silo => silo.Address, defunct);
        var removal = s_update.PullFilter(cluster => cluster.Silos, rows);
        await RunAsync((table, token) => table.UpdateOneAsync(IsCluster(_clusterId), removal, null, token), cancellationToken);
    }

    public void Dispose() => _connection.Dispose();

    private static FilterDefinition<MembershipDocument> IsCluster(string id) => s_filter.Eq(document => document.ClusterId, id);

    private static FilterDefinition<MembershipDocument> HasRow(string address) =>
        s_filter.ElemMatch(document => document.Silos, silo => silo.Address == address);

    private static DateTime LastUpdate(SiloDocument silo) =>
        silo.Suspects.Select(vote => vote.At).Append(silo.StartedAt).Append(silo.AliveAt).Max();

    private static TableVersion VersionOf(int version) => new(version, version.ToString(CultureInfo.InvariantCulture));

    private static MembershipTableData Data(MembershipDocument document, IEnumerable<SiloDocument> rows)
    {
        var version = VersionOf(document.Version);
        return new MembershipTableData([.. rows.Select(row => Tuple.Create(row.ToEntry(), version.VersionEtag))], version);
    }

    private async Task<bool> ChangeAsync(
        TableVersion next,
        FilterDefinition<MembershipDocument> condition,
        UpdateDefinition<MembershipDocument> change,
        CancellationToken cancellationToken
    )
    {
        if (!int.TryParse(next.VersionEtag, CultureInfo.InvariantCulture, out var current)) return false;
        var filter = s_filter.And(IsCluster(_clusterId), s_filter.Eq(document => document.Version, current), condition);
        var update = s_update.Combine(change, s_update.Set(document => document.Version, next.Version));
        var result = await RunAsync((table, token) => table.UpdateOneAsync(filter, update, null, token), cancellationToken);
        return result.MatchedCount == 1;
    }

    private Task<MembershipDocument?> ReadAsync(CancellationToken cancellationToken) => RunAsync(
        async (table, token) => (MembershipDocument?)await table.Find(IsCluster(_clusterId)).FirstOrDefaultAsync(token), cancellationToken);

    private Task<T> RunAsync<T>(
        Func<IMongoCollection<MembershipDocument>, CancellationToken, Task<T>> operation, CancellationToken cancellationToken) =>
        _connection.RunAsync(
            (database, token) => operation(database.GetCollection<MembershipDocument>(options.Value.Membership), token), cancellationToken);
}
