namespace CaptionCluster.Hosting;

internal static class ClusterProviders
{
    public const string Localhost = "localhost";
    public const string Redis = "redis";
    public const string MongoDB = "mongodb";

    public static readonly string[] All = [Localhost, Redis, MongoDB];
}
