using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>One running program that demands a key, for the typed client and all samples.</summary>
[CollectionDefinition(Name)]
public sealed class KeyedServer() : ServerTests(("CaptionCluster:ApiKeys:0", Key)), ICollectionFixture<KeyedServer>
{
    internal const string Name = "A server that demands a key";
    internal const string Key = "a-key-that-is-long-enough";

    internal new CaptionServer Server => base.Server;
}
