namespace CaptionCluster.Storage.Sqlite.Jobs;

internal static class JobIdBytes
{
    /// <summary>Big-endian, so that their order is that of time.</summary>
    public static byte[] ToBytes(this JobId id) => id.Value.ToByteArray(bigEndian: true);
}
