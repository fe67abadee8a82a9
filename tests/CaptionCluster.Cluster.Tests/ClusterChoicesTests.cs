using CaptionCluster.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Cluster.Tests;

/// <summary>What does not go together is refused with a sentence that says what to change.</summary>
public sealed class ClusterChoicesTests
{
    [Theory]
    [InlineData("Silo", "localhost", "", "", "Provider to redis, mongodb or postgresql")]
    [InlineData("Front", "zookeeper", "", "", "set it to localhost, redis, mongodb, postgresql")]
    [InlineData("Silo", "redis", "", "", "set CaptionCluster:Cluster:ConnectionString")]
    [InlineData("Front", "mongodb", "", "", "set CaptionCluster:MongoDB:ConnectionString")]
    [InlineData("Silo", "postgresql", "", "", "set CaptionCluster:PostgreSQL:ConnectionString")]
    [InlineData("Silo", "redis", "Cluster:ConnectionString=r", "", "CaptionCluster:Store:Provider to mongodb")]
    [InlineData("Front", "redis", "Cluster:ConnectionString=r", "", "CaptionCluster:Store:Provider to mongodb")]
    [InlineData("Silo", "redis", "Cluster:ConnectionString=r", "Cluster:Roles=images,cooking", "say images, inference or images,inference")]
    [InlineData("Silo", "redis", "Cluster:ConnectionString=r", "Store:Provider=oracle", "sqlite, mongodb or postgresql")]
    [InlineData("Silo", "redis", "Cluster:ConnectionString=r", "Store:Provider=mongodb", "CaptionCluster:MongoDB:ConnectionString")]
    [InlineData("Front", "localhost", "Store:Provider=postgresql", "", "set CaptionCluster:PostgreSQL:ConnectionString")]
    [InlineData("Silo", "redis", "Cluster:ConnectionString=r", "Cluster:Address=here", "must be an IP address")]
    [InlineData("Front", "localhost", "Cluster:Roles=images", "", "remove CaptionCluster:Cluster:Roles")]
    public void Checked_ChoicesThatDontGoTogether_SaysWhatToChange(string kind, string provider, string one, string other, string says)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Choices(kind, provider, one, other).Checked());

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Front", "localhost", "", "")]
    [InlineData("Front", "redis", "Cluster:ConnectionString=r", "Cluster:OneMachine=true")]
    [InlineData("Silo", "redis", "Cluster:ConnectionString=r", "Cluster:OneMachine=true")]
    [InlineData("Silo", "redis", "Cluster:ConnectionString=r", "Cluster:Roles=inference")]
    [InlineData("Silo", "mongodb", "MongoDB:ConnectionString=m", "Store:Provider=mongodb")]
    [InlineData("Front", "localhost", "PostgreSQL:ConnectionString=p", "Store:Provider=postgresql")]
    public void Checked_ChoicesThatGoTogether_Pass(string kind, string provider, string one, string other) =>
        Assert.Equal(provider, Choices(kind, provider, one, other).Checked().Provider);

    private static ClusterChoices Choices(string kind, string provider, params string[] settings) => new(
        Enum.Parse<HostKind>(kind),
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.Where(setting => setting.Length > 0).Select(setting => setting.Split('='))
                .Select(pair => KeyValuePair.Create("CaptionCluster:" + pair[0], (string?)pair[1]))
                .Append(new("CaptionCluster:Cluster:Provider", provider))).Build());
}
