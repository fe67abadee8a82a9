using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Hosting;

/// <summary>Where captions are kept. Section <c>CaptionCluster:Store</c>, which also holds the chosen store's own options.</summary>
public sealed class StoreOptions
{
    public const string Section = "CaptionCluster:Store";
    public const string Sqlite = "sqlite";

    [Required, AllowedValues(Sqlite, ErrorMessage = "CaptionCluster:Store:Provider must be sqlite.")]
    public string Provider { get; set; } = Sqlite;

    public bool IsSqlite => Provider == Sqlite;
}
