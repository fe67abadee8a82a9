using CaptionCluster.Storage.MongoDB;
using CaptionCluster.Storage.PostgreSQL;
using CaptionCluster.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Hosting;

/// <summary>One way to keep captions and jobs.</summary>
/// <param name="Name">As <c>CaptionCluster:Store:Provider</c> has it.</param>
/// <param name="Section">Where its own options are.</param>
/// <param name="Server">What sentences call its server; null for files of this machine.</param>
internal sealed record StoreProvider(
    string Name,
    string Section,
    string? Server,
    Func<IServiceCollection, IConfiguration, IServiceCollection> Add
)
{
    public const string Setting = "CaptionCluster:Store:Provider";

    /// <summary>Every store there is, the default first. A new one is a line here.</summary>
    public static readonly StoreProvider[] All =
    [
        new("sqlite", "CaptionCluster:Store", Server: null, SqliteStoreServiceCollectionExtensions.AddSqliteStore),
        new("mongodb", "CaptionCluster:MongoDB", "MongoDB", MongoDBStoreServiceCollectionExtensions.AddMongoDBStore),
        new("postgresql", "CaptionCluster:PostgreSQL", "PostgreSQL", PostgreSQLStoreServiceCollectionExtensions.AddPostgreSQLStore),
    ];

    /// <summary>Those that the processes of several machines can share.</summary>
    public static IEnumerable<StoreProvider> Servers => All.Where(provider => provider.Server is not null);

    /// <summary>The configured one; null when there is none of that name.</summary>
    public static StoreProvider? Of(IConfiguration configuration) =>
        configuration[Setting] is { } name ? Array.Find(All, provider => provider.Name == name) : All[0];

    /// <summary>A sentence that says what is not configured and must be; null for nothing.</summary>
    public string? Problem(IConfiguration configuration) =>
        Server is null ? null : configuration.ProblemOfServer("Captions are kept", Server, Section);
}
