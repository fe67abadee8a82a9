using CaptionCluster.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting.Tests.Cluster;

public sealed class ClusterOptionsTests
{
    [Theory]
    [InlineData("carrier-pigeon", "CaptionCluster:Cluster:Provider is 'carrier-pigeon'; set it to localhost, redis, mongodb, postgresql.")]
    [InlineData("", "CaptionCluster:Cluster:Provider is ''; set it to localhost, redis, mongodb, postgresql.")]
    public void Build_UnknownProvider_IsRefused(string provider, string said)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Hosts.Build(("CaptionCluster:Cluster:Provider", provider)));

        Assert.Equal(said, refusal.Message);
    }

    [Fact]
    public void Build_CollectionAgeTooShort_IsRefusedByName()
    {
        using var host = Hosts.Build(("CaptionCluster:Cluster:CollectionAge", "00:00:30"));

        var refusal = Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value);

        Assert.Contains("CollectionAge", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_NothingConfigured_IsOneSiloInThisProcess()
    {
        using var host = Hosts.Build();

        Assert.Equal("localhost", host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.Provider);
    }
}
