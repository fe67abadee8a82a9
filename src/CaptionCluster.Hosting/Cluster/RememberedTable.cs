using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting;

/// <summary>
/// A membership table that survives its server's loss of it: each silo remembers the table that it last saw, and puts back what is missing
/// when the server comes back with an older one or none. Versions only grow, so a smaller one is the proof.
/// </summary>
/// <remarks>
/// Without it silos that run stay with what they knew, as Orleans takes no older version than it has, and declare nobody dead; new ones
/// form a cluster of their own. Everything is put back by the table's own conditional writes: of silos that do it at once each finds the
/// others' rows. A table that has grown beyond what was remembered, without a silo's own row, is left as it is: by Orleans' rule that silo
/// is dead and ends itself.
/// </remarks>
internal sealed partial class RememberedTable(IMembershipTable table, TimeProvider time, ILogger<RememberedTable> logger)
    : ICancellableMembershipTable, IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private readonly Lock _gate = new();
    private MembershipTableData? _known;

    /// <summary>The last look at the table failed.</summary>
    public bool IsAway { get; private set; }

    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        IsAway = true;
        var known = _known;
        var data = known is null ? await table.ReadAllAsync(cancellationToken) : await ReadOrMakeAsync(cancellationToken);
        if (known is { Members.Count: > 0 } && data.Version.Version < known.Version.Version)
        {
            data = await RestoreAsync(known, cancellationToken);
        }

        Remember(data);
        IsAway = false;
        return data;
    }

    public async Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        var isDone = await table.InsertRowAsync(entry, tableVersion, cancellationToken);
        if (isDone) Remember(entry, tableVersion);
        return isDone;
    }

    public async Task<bool> UpdateRowAsync(
        MembershipEntry entry,
        string etag,
        TableVersion tableVersion,
        CancellationToken cancellationToken = default
    )
    {
        var isDone = await table.UpdateRowAsync(entry, etag, tableVersion, cancellationToken);
        if (isDone) Remember(entry, tableVersion);
        return isDone;
    }

    public Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default) =>
        table.InitializeMembershipTableAsync(tryInitTableVersion, cancellationToken);

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) =>
        table.ReadRowAsync(key, cancellationToken);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) =>
        table.UpdateIAmAliveAsync(entry, cancellationToken);

    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default) =>
        table.CleanupDefunctSiloEntriesAsync(beforeDate, cancellationToken);

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default) =>
        table.DeleteMembershipTableEntriesAsync(clusterId, cancellationToken);

    public void Dispose() => (table as IDisposable)?.Dispose();

    /// <summary>
    /// A provider may refuse to read a table that is not there. Making one that is there changes nothing, and fails where the server is
    /// away.
    /// </summary>
    private async Task<MembershipTableData> ReadOrMakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await table.ReadAllAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellationToken);
            return await table.ReadAllAsync(cancellationToken);
        }
    }

    private async Task<MembershipTableData> RestoreAsync(MembershipTableData known, CancellationToken cancellationToken)
    {
        LogLost();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellationToken);
        while (true)
        {
            var data = await table.ReadAllAsync(cancellationToken);
            if (data.Version.Version > known.Version.Version) return data;

            // Once all rows are there, what is left is to get beyond the version that others remember: any row is written as it is.
            var row = FirstLost(known, data) ?? data.Members[0].Item1;
            var next = data.Version.Next();
            var isDone = data.TryGet(row.SiloAddress) is { } old
                ? await table.UpdateRowAsync(row, old.Item2, next, cancellationToken)
                : await table.InsertRowAsync(row, next, cancellationToken);
            if (isDone) LogRestored(row.SiloAddress, next.Version);
            else await Task.Delay(s_pause, time, cancellationToken); // Another was faster: look again.
        }
    }

    /// <summary>A silo that was not dead and has no row, or one that has gone further than its row says.</summary>
    private MembershipEntry? FirstLost(MembershipTableData known, MembershipTableData data)
    {
        foreach (var (entry, _) in known.Members)
        {
            var row = data.TryGet(entry.SiloAddress)?.Item1;
            if (row is null ? entry.Status == SiloStatus.Dead : row.Status >= entry.Status) continue;
            return Copy(entry, aliveAt: time.GetUtcNow().UtcDateTime); // Whether it is alive is found out by probes, as of everyone.
        }

        return null;
    }

    private void Remember(MembershipTableData data)
    {
        lock (_gate)
        {
            if (_known is null || data.Version.Version >= _known.Version.Version) _known = data;
        }
    }

    private void Remember(MembershipEntry entry, TableVersion version)
    {
        lock (_gate)
        {
            if (_known is not null && _known.Version.Version >= version.Version) return;
            var others = _known?.Members.Where(row => !row.Item1.SiloAddress.Equals(entry.SiloAddress)) ?? [];
            _known = new MembershipTableData([.. others, Tuple.Create(Copy(entry, entry.IAmAliveTime), version.VersionEtag)], version);
        }
    }

    private static MembershipEntry Copy(MembershipEntry entry, DateTime aliveAt) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = [.. entry.SuspectTimes ?? []],
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = entry.StartTime,
        IAmAliveTime = aliveAt,
    };

    [LoggerMessage(LogLevel.Debug, "Silo {Silo} was put back into the membership, which is at version {Version} now")]
    private partial void LogRestored(SiloAddress silo, int version);

    [LoggerMessage(LogLevel.Warning, "The membership's server has lost what it had: it is put back")]
    private partial void LogLost();
}
