namespace CaptionCluster.Hosting;

internal static class ClusterProviders
{
    public const string Localhost = "localhost";
    public const string Redis = "redis";
    public const string MongoDB = "mongodb";

    /// <summary>Where the server of captions, jobs and membership is configured.</summary>
    public const string MongoDBSection = "CaptionCluster:MongoDB";

    public static readonly string[] All = [Localhost, Redis, MongoDB];
}
