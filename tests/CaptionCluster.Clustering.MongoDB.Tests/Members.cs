using System.Net;
using CaptionCluster.Clustering.MongoDB;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>Made-up silos, and tables to put them in.</summary>
internal static class Members
{
    public static readonly DateTime Start = new(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc);

    private static int s_generation;

    public static MongoDBMembershipTable Table(
        string connectionString,
        string database,
        string cluster,
        TimeProvider? time = null,
        TimeSpan? limit = null
    )
    {
        var options = new MongoDBMembershipOptions { ConnectionString = connectionString, Database = database };
        if (limit is { } timeout)
        {
            options.OperationTimeout = timeout;
        }

        return new MongoDBMembershipTable(
            Options.Create(options),
            Options.Create(new ClusterOptions { ClusterId = cluster }),
            time ?? TimeProvider.System
        );
    }

    public static SiloAddress Address() =>
        SiloAddress.New(IPAddress.Loopback, 11111, Interlocked.Increment(ref s_generation));

    public static MembershipEntry Silo(SiloStatus status = SiloStatus.Joining, SiloAddress? address = null) => new()
    {
        SiloAddress = address ?? Address(),
        HostName = "host.example",
        SiloName = "a silo",
        RoleName = "",
        Status = status,
        ProxyPort = 30000,
        StartTime = Start,
        IAmAliveTime = Start,
        SuspectTimes = [],
    };

    /// <summary>All that the protocol agrees on, as one text: everything but signs of life.</summary>
    public static string Canonical(MembershipEntry entry) =>
        string.Join(
            '|',
            entry.SiloAddress.ToParsableString(),
            entry.Status,
            entry.ProxyPort,
            entry.HostName,
            entry.SiloName,
            entry.RoleName,
            entry.UpdateZone,
            entry.FaultZone,
            entry.StartTime.ToString("O"),
            string.Join(
                ',',
                (entry.SuspectTimes ?? []).Select(vote => $"{vote.Item1.ToParsableString()} {vote.Item2:O}").Order(StringComparer.Ordinal)
            )
        );

    /// <summary>Version, tag and rows, as one text.</summary>
    public static string Canonical(MembershipTableData data) =>
        string.Join(
            '\n',
            data.Members.Select(row => Canonical(row.Item1))
                .Order(StringComparer.Ordinal)
                .Prepend($"{data.Version.Version} {data.Version.VersionEtag}")
        );

    /// <summary>Adds a row at whatever version the table has.</summary>
    public static async Task<MembershipEntry> AddAsync(this IMembershipTable table, MembershipEntry entry)
    {
        Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync()).Version.Next()));
        return entry;
    }

    /// <summary>Changes a row at whatever version the table has.</summary>
    public static async Task<bool> ChangeAsync(this IMembershipTable table, MembershipEntry entry)
    {
        var row = await table.ReadRowAsync(entry.SiloAddress);
        return await table.UpdateRowAsync(entry, row.Members is [var (_, tag)] ? tag : row.Version.VersionEtag, row.Version.Next());
    }
}
