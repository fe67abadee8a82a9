namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>One running program for the tests of a class that leave it as they found it.</summary>
public sealed class ServerFixture : ServerTests
{
    internal new CaptionServer Server => base.Server;

    internal new HttpClient Http => base.Http;
}
