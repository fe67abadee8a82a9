using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace CaptionCluster.Hosting.Tests.Support;

/// <summary>A membership's server in memory, which can lose what it has, go back to what it had, and be away.</summary>
internal sealed class FakeMembershipTable : IMembershipTable
{
    private readonly Lock _gate = new();
    private Dictionary<SiloAddress, MembershipEntry>? _rows;
    private int _version;

    public bool IsAway { get; set; }

    /// <summary>A table that is not there reads as an empty one, as MongoDB's does; Redis' refuses to be read.</summary>
    public bool ReadsNoneAsEmpty { get; set; }

    /// <summary>Runs before a write, as another silo's would.</summary>
    public Action? BeforeWrite { get; set; }

    public void Lose()
    {
        lock (_gate) (_rows, _version) = (null, 0);
    }

    public Action Snapshot()
    {
        lock (_gate)
        {
            var (rows, version) = (new Dictionary<SiloAddress, MembershipEntry>(_rows!), _version);
            return () =>
            {
                lock (_gate) (_rows, _version) = (rows, version);
            };
        }
    }

    public Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        Reach();
        lock (_gate) _rows ??= [];
        return Task.CompletedTask;
    }

    public Task<MembershipTableData> ReadAll()
    {
        Reach();
        lock (_gate)
        {
            if (_rows is null && !ReadsNoneAsEmpty) throw new InvalidOperationException("The version is missing.");
            var version = new TableVersion(_version, _version.ToString(CultureInfo.InvariantCulture));
            return Task.FromResult(
                new MembershipTableData([.. (_rows ?? []).Values.Select(row => Tuple.Create(row, version.VersionEtag))], version)
            );
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        Task.FromResult(Write(entry, tableVersion, isNew: true));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        Task.FromResult(Write(entry, tableVersion, isNew: false));

    public Task<MembershipTableData> ReadRow(SiloAddress key) => throw new NotSupportedException();

    public Task UpdateIAmAlive(MembershipEntry entry) => throw new NotSupportedException();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => throw new NotSupportedException();

    public Task DeleteMembershipTableEntries(string clusterId) => throw new NotSupportedException();

    private bool Write(MembershipEntry entry, TableVersion next, bool isNew)
    {
        Reach();
        var before = BeforeWrite;
        BeforeWrite = null;
        before?.Invoke();
        lock (_gate)
        {
            if (_rows is null || _version != next.Version - 1 || _rows.ContainsKey(entry.SiloAddress) == isNew) return false;
            (_rows[entry.SiloAddress], _version) = (entry, next.Version);
            return true;
        }
    }

    private void Reach()
    {
        if (IsAway) throw new IOException("Away.");
    }
}
