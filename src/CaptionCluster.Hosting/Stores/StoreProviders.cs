namespace CaptionCluster.Hosting;

/// <summary>Where captions are kept: section <c>CaptionCluster:Store</c>, whose <c>Provider</c> is one of these.</summary>
internal static class StoreProviders
{
    public const string Section = "CaptionCluster:Store";

    /// <summary>A file of this machine; its own options are in the same section.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>The server of section <c>CaptionCluster:MongoDB</c>.</summary>
    public const string MongoDB = "mongodb";
}
