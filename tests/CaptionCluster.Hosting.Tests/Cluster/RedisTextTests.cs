namespace CaptionCluster.Hosting.Tests.Cluster;

public sealed class RedisTextTests
{
    [Theory]
    [InlineData("redis://host", "host:6379", null, null, null, false)]
    [InlineData(" redis://:p%40ss@host:6380\n", "host:6380", null, "p@ss", null, false)]
    [InlineData("redis://me:p%2Fss%3A%2C@host/3", "host:6379", "me", "p/ss:,", 3, false)]
    [InlineData("REDISS://me:a:b@host.example.org:6380/0", "host.example.org:6380", "me", "a:b", 0, true)]
    [InlineData("rediss://me@host", "host:6380", "me", null, null, true)]
    [InlineData("redis://:p@ss@10.0.0.5", "10.0.0.5:6379", null, "p@ss", null, false)]
    [InlineData("redis://:pw@[::1]:7000/2", "[::1]:7000", null, "pw", 2, false)]
    [InlineData("redis://one:1,two:2/5?password=p%26w&user=me", "one:1 or two:2", "me", "p&w", 5, false)]
    [InlineData("redis://host?db=4", "host:6379", null, null, 4, false)]
    [InlineData("host:6379", "host:6379", null, null, null, false)]
    [InlineData("one,two:7,password=a=b,user=me,ssl=true,defaultDatabase=2", "one:6380 or two:7", "me", "a=b", 2, true)]
    [InlineData("host,password=redis://x,", "host:6379", null, "redis://x", null, false)]
    public void Read_WhatHostersAndTheDriverWrite_IsUnderstood(
        string text,
        string servers,
        string? user,
        string? password,
        int? database,
        bool isTls
    )
    {
        var (redis, problem) = RedisText.Read(text);

        Assert.Null(problem);
        Assert.Equal(
            (servers, user, password, database, isTls),
            (RedisText.NameOf(redis!), redis!.User, redis.Password, redis.DefaultDatabase, redis.Ssl)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("password=s3cret")]
    [InlineData("host,pasword=s3cret")]
    [InlineData("host,ssl=s3cret")]
    [InlineData("host,connectTimeout=s3cret")]
    [InlineData("host,sslProtocols=s3cret")]
    [InlineData("host,tunnel=s3cret")]
    [InlineData("host,password=a,s3cret")]
    [InlineData("host,password=a,s3=cret")]
    [InlineData("s3cret@host")]
    [InlineData("host:s3cret")]
    [InlineData("host:0")]
    [InlineData("redis://")]
    [InlineData("redis://:s3cret@")]
    [InlineData("redis://:s3cret/@host")]
    [InlineData("redis://:s3cret?@host")]
    [InlineData("redis://host:s3cret")]
    [InlineData("redis://host/s3cret")]
    [InlineData("redis://host/1/s3cret")]
    [InlineData("redis://host#s3cret")]
    [InlineData("redis://host?s3cret")]
    [InlineData("redis+s3cret://host")]
    public void Read_WhatCantBeRead_IsRefusedWithNothingOfItInTheSentence(string text)
    {
        var (redis, problem) = RedisText.Read(text);

        Assert.Null(redis);
        Assert.StartsWith("CaptionCluster:Cluster:ConnectionString ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("s3", problem, StringComparison.Ordinal);
    }
}
