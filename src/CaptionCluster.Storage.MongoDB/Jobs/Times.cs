namespace CaptionCluster.Storage.MongoDB.Jobs;

internal static class Times
{
    /// <summary>BSON's times are UTC, to the millisecond.</summary>
    public static DateTimeOffset From(DateTime utc) => new(utc, TimeSpan.Zero);
}
