using CaptionCluster.PostgreSQL;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Opening;

public sealed class ConnectionTextTests
{
    [Theory]
    [InlineData("Host=h;Port=5433;Username=ann;Password=p@s:s;Database=d;SSL Mode=VerifyFull")]
    [InlineData("postgresql://ann:p%40s%3As@h:5433/d?sslmode=verify-full")]
    [InlineData("postgres://ann:p%40s:s@h:5433/d?sslmode=verify-full")]
    public void Read_KeywordsOrUrl_SaysTheSame(string text)
    {
        var read = ConnectionText.Read(text)!;

        Assert.Equal(("h", 5433, "d", SslMode.VerifyFull), (read.Host, read.Port, read.Database, read.SslMode));
        Assert.Equal(("ann", "p@s:s"), (read.Username, read.Password));
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:5432")]
    [InlineData("Username=ann;Password=s3cr3t")]
    [InlineData("Host=h;Port=s3cr3t")]
    [InlineData("Host=h;Colour=green")]
    [InlineData("postgresql://ann:s3cr3t@h:port/d")]
    [InlineData("postgresql://ann:s3cr3t@h/d?colour=green")]
    [InlineData("postgresql://ann:s3cr3t@h/d?sslmode")]
    [InlineData("mongodb://ann:s3cr3t@h/d")]
    public void Read_AnythingElse_IsNull(string text) => Assert.Null(ConnectionText.Read(text));
}
