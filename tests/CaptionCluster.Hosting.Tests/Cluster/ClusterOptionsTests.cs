using CaptionCluster.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting.Tests.Cluster;

public sealed class ClusterOptionsTests
{
    [Theory]
    [InlineData("Provider", "carrier-pigeon", "CaptionCluster:Cluster:Provider must be")]
    [InlineData("Provider", "", "Provider")]
    [InlineData("CollectionAge", "00:00:30", "CollectionAge")]
    public void Build_ClusterOptionMakesNoSense_IsRefusedByName(string option, string value, string said)
    {
        using var host = Hosts.Build(($"CaptionCluster:Cluster:{option}", value));

        var refusal = Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value);

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_NothingConfigured_IsOneSiloInThisProcess()
    {
        using var host = Hosts.Build();

        Assert.Equal("embedded", host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.Provider);
    }
}
