using System.Text.Json;
using StackExchange.Redis;

namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>The cluster's membership as it stands in Redis.</summary>
internal static class MembershipRows
{
    private const string Key = "captioncluster/members/captioncluster";

    public static async Task<int> CountAsync(IConnectionMultiplexer redis, string status) =>
        (await redis.GetDatabase().HashGetAllAsync(Key))
            .Where(row => row.Name != "Version")
            .Count(row => StatusOf(row.Value.ToString()) == status);

    private static string StatusOf(string row)
    {
        using var document = JsonDocument.Parse(row);
        var status = document.RootElement.GetProperty("Status");
        return status.ValueKind == JsonValueKind.Number ? ((SiloStatus)status.GetInt32()).ToString() : status.GetString()!;
    }
}
