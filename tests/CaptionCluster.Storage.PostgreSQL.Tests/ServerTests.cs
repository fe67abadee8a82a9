using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Storage.PostgreSQL.Tests;

[CollectionDefinition(Name)]
public sealed class ServerTests : ICollectionFixture<SharedPostgreSQLServer>
{
    public const string Name = "PostgreSQL";
}
