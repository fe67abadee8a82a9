using Microsoft.Extensions.Configuration;

namespace CaptionCluster.Hosting.Tests.Start;

public sealed class SecretsTests
{
    [Theory]
    [InlineData(
        "CaptionCluster:Cluster:ConnectionString",
        "redis://me:s3%2Fcret@host:6379",
        "AUTH s3/cret and s3%2Fcret",
        "AUTH *** and ***"
    )]
    [InlineData(
        "CaptionCluster:Cluster:ConnectionString",
        "host,password=s3cret,ssl=true",
        "ERR unknown command 'AUTH', with args beginning with: 's3cret'",
        "ERR unknown command 'AUTH', with args beginning with: '***'"
    )]
    [InlineData("CaptionCluster:Cluster:ConnectionString", "host:6379,pasword=s3cret", "s3cret", "***")]
    [InlineData("CaptionCluster:MongoDB:ConnectionString", "mongodb://me:s3c@ret@host/?x=y", "s3c@ret of me at host", "*** of me at host")]
    [InlineData(
        "CaptionCluster:PostgreSQL:ConnectionString",
        "Host=db;Username=me;Password=s3;SSL Mode=Require;Passfile=s3cret",
        "s3cret of me",
        "*** of me"
    )]
    [InlineData("CaptionCluster:PostgreSQL:ConnectionString", "postgresql://me:s3cret@db/captions", "s3cret of me", "*** of me")]
    [InlineData("CaptionCluster:ApiKeys:1", "s3cret-key", "s3cret-key", "***")]
    [InlineData("CaptionCluster:ApiKeys", "s3cret-key", "s3cret-key", "***")]
    [InlineData("CaptionCluster:AdminKey", "s3cret-key", "s3cret-key", "***")]
    [InlineData("CaptionCluster:Jobs:Webhooks:Secret", "s3cret-key", "s3cret-key", "***")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "a=1,Authorization=Bearer%20s3cret", "Bearer s3cret", "***")]
    [InlineData("CaptionCluster:Cluster:ConnectionString", "localhost:6379", "localhost:6379 is away", "localhost:6379 is away")]
    [InlineData("CaptionCluster:Cluster:ConnectionString", "redis://default@host", "the default", "the default")]
    public void Redact_WhatIsConfigured_IsTakenOut(string key, string value, string text, string redacted) =>
        Assert.Equal(
            redacted,
            Secrets.Of(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build()).Redact(text)
        );

    [Fact]
    public void JobWebhook_AsText_HasNeitherSecretNorPath() =>
        Assert.DoesNotContain(
            "s3cret",
            $"{new JobWebhook(new Uri("https://example.org/s3cret?key=s3cret"), "s3cret")}",
            StringComparison.Ordinal
        );
}
