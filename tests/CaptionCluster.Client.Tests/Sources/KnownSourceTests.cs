using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>What is remembered of URLs, for how long and for whom.</summary>
public sealed class KnownSourceTests
{
    [Fact]
    public async Task Read_FreshForLongerThanIsBelieved_IsAskedAgainInTime()
    {
        await using var world = World("Cache-Control: max-age=31536000\r\nETag: \"a\"\r\n", ("MaxFreshness", "00:10:00"));
        await DownloadAsync(world);
        world.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Null(await BytesAsync(world));
        Assert.Single(world.Connections);

        world.Time.Advance(TimeSpan.FromMinutes(2));

        await BytesAsync(world);
        Assert.Equal(2, world.Connections.Count);
        Assert.Contains("If-None-Match: \"a\"", world.Connections[1].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OldWhenItCame_IsFreshForTheRest()
    {
        await using var world = World("Cache-Control: max-age=60\r\nAge: 50\r\n");
        await DownloadAsync(world);
        world.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Null(await BytesAsync(world));

        world.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotNull(await BytesAsync(world));
    }

    [Fact]
    public async Task Read_ValidatedAgain_IsFreshAgain()
    {
        await using var world = new SourceWorld(number => Scripted(number == 0
            ? "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nCache-Control: max-age=60\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
            : "HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=60\r\nConnection: close\r\n\r\n"));
        await DownloadAsync(world);
        world.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await BytesAsync(world));
        world.Time.Advance(TimeSpan.FromSeconds(50));

        Assert.Null(await BytesAsync(world));

        Assert.Equal(2, world.Connections.Count);
    }

    [Fact]
    public async Task Read_WholePicture_IsAskedForWithoutConditions()
    {
        await using var world = World("ETag: \"a\"\r\nCache-Control: max-age=60\r\n");
        await DownloadAsync(world);

        var reading = world.Reader.ReadWholeAsync("http://public.example/picture", Caller.Unknown, default).AsTask();
        using var picture = await Patience.For(reading);

        Assert.NotNull(picture.Bytes);
        Assert.DoesNotContain("If-None-Match", world.Connections[1].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfAnotherTenant_IsNotKnown()
    {
        await using var world = World("Cache-Control: max-age=60\r\n");
        await DownloadAsync(world, new Caller { Tenant = "aa" });

        Assert.NotNull(await BytesAsync(world, new Caller { Tenant = "bb" }));
        Assert.Equal(2, world.Connections.Count);
    }

    [Fact]
    public async Task Read_MoreUrlsThanAreRemembered_ForgetsTheLongestUnused()
    {
        await using var world = World("Cache-Control: max-age=60\r\n", ("MaxRemembered", "2"));
        foreach (var path in (string[])["1", "2", "1", "3"]) await BytesAsync(world, path: path);

        Assert.Equal(2, world.Known.Count);
        Assert.Null(await BytesAsync(world, path: "1"));
        Assert.NotNull(await BytesAsync(world, path: "2"));
    }

    [Theory]
    [InlineData("ETag: \"a\"\r\nCache-Control: no-store\r\n")]
    [InlineData("ETag: \"a\"\r\nVary: *\r\n")]
    [InlineData("")]
    public async Task Read_WhatMustNotBeKeptOrTellsNothing_IsNotKept(string headers)
    {
        await using var world = World(headers);
        await DownloadAsync(world);

        Assert.Equal(0, world.Known.Count);
    }

    [Fact]
    public async Task Read_TagOfAnyLength_IsNotKept()
    {
        await using var world = World($"ETag: \"{new string('a', 5000)}\"\r\n");
        await DownloadAsync(world);

        Assert.Equal(0, world.Known.Count);
    }

    private static async Task DownloadAsync(SourceWorld world, Caller? caller = null) => Assert.NotNull(await BytesAsync(world, caller));

    /// <summary>Null when it came without.</summary>
    private static async Task<byte[]?> BytesAsync(SourceWorld world, Caller? caller = null, string path = "picture")
    {
        using var picture = await Patience.For(world.ReadAsync("http://public.example/" + path, caller));
        return picture.Bytes?.ToArray();
    }

    private static SourceWorld World(string headers, params (string Name, string Value)[] settings) =>
        new(_ => Scripted($"HTTP/1.1 200 OK\r\n{headers}Content-Length: 1\r\nConnection: close\r\n\r\nx"), settings);

    private static ScriptedStream Scripted(string text)
    {
        var stream = new ScriptedStream();
        stream.Send(text);
        return stream;
    }
}
