using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Samples;

/// <summary>One running program, with a key, for all samples.</summary>
public sealed class KeyedServer() : ServerTests(("CaptionCluster:ApiKeys:0", Key))
{
    internal const string Key = "a-key-that-is-long-enough";

    internal Uri Address => Server.Address;
}
