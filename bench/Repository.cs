using CaptionCluster.Testing;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Bench;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    public static string Root => Fixtures.Repository;

    public static string Models => Path.Combine(Root, "models");

    public static string Client => BuiltPrograms.Client;

    public static string Silo => BuiltPrograms.Silo;

    public static string Self => typeof(Repository).Assembly.Location;
}
