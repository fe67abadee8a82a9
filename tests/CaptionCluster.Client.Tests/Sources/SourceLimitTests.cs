using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>What a source may cost: bytes, time, connections.</summary>
public sealed class SourceLimitTests
{
    private const int MaxBytes = 1 << 20;

    /// <summary>What the handler and the pipe may have read beyond it.</summary>
    private const int ReadAhead = 256 * 1024;

    private static readonly byte[] s_piece = new byte[64 * 1024];

    [Fact]
    public async Task Read_TenGigabytesAnnounced_ReadsNothingOfThem()
    {
        await using var world = Endless("Content-Length: 10000000000\r\n");

        await ExpectAsync<ImageRejectedException>(world.ReadAsync(), "too-many-bytes");

        Assert.InRange(world.Connections[0].BytesRead, 1, ReadAhead);
        await ExpectClosedAsync(world, 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    [InlineData("Content-Encoding: identity\r\n")]
    public async Task Read_EndlessAndUnannounced_IsReadToTheLimit(string header)
    {
        await using var world = Endless(header);

        await ExpectAsync<ImageRejectedException>(world.ReadAsync(), "too-many-bytes");

        Assert.InRange(world.Connections[0].BytesRead, MaxBytes, MaxBytes + ReadAhead);
        await ExpectClosedAsync(world, 0);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity, gzip")]
    public async Task Read_Encoded_IsRefusedUnread(string encoding)
    {
        await using var world = Endless($"Content-Encoding: {encoding}\r\n");

        await ExpectAsync<RequestRefusedException>(world.ReadAsync(), "source-encoded");

        Assert.InRange(world.Connections[0].BytesRead, 1, ReadAhead);
        Assert.Contains("Accept-Encoding: identity\r\n", world.Connections[0].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_EndlessHeaders_IsCutOff()
    {
        await using var world = new SourceWorld(_ =>
            Scripted("HTTP/1.1 200 OK\r\n", () => Encoding.ASCII.GetBytes($"X-{Guid.NewGuid():N}: {new string('x', 1000)}\r\n")));

        await ExpectAsync<RequestRefusedException>(world.ReadAsync(), "source-unreachable");

        Assert.InRange(world.Connections[0].BytesRead, 1, ReadAhead);
    }

    [Fact]
    public async Task Read_OneByteASecond_IsCutOff()
    {
        await using var world = new SourceWorld(_ => Scripted("HTTP/1.1 200 OK\r\n\r\n"), ("Timeout", "00:05:00"));
        var reading = world.ReadAsync();
        var start = world.Time.GetUtcNow();

        await Patience.UntilAsync("it is cut off", () =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            if (world.Connections.Count > 0) world.Connections[0].Send("x");
            return Task.FromResult(reading.IsCompleted);
        });

        await ExpectAsync<RequestRefusedException>(reading, "source-too-slow");
        Assert.InRange(world.Time.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2)); // Of the five that it has in all.
        await ExpectClosedAsync(world, 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")]
    public async Task Read_SilentSource_EndsWithItsTime(string said)
    {
        await using var world = new SourceWorld(_ => Scripted(said), ("Timeout", "00:00:20"), ("SlowSourceGrace", "00:01:00"));
        var reading = world.ReadAsync();
        var start = world.Time.GetUtcNow();

        await Patience.UntilAsync("its time is up", () =>
        {
            if (world.Connections.Count > 0) world.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(reading.IsCompleted);
        });

        await ExpectAsync<RequestRefusedException>(reading, "source-too-slow");
        Assert.InRange(world.Time.GetUtcNow() - start, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
        await ExpectClosedAsync(world, 0);
    }

    /// <summary>Three redirects do not make the time four times as long.</summary>
    [Fact]
    public async Task Read_RedirectsThatTakeLong_HaveOneTimeForAll()
    {
        await using var world = new SourceWorld(number =>
            Scripted(number < 3 ? "" : "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"), ("Timeout", "00:00:20"));
        var reading = world.ReadAsync();
        for (var hop = 0; hop < 3; hop++)
        {
            await Patience.UntilAsync("the next is asked", () =>
                Task.FromResult(reading.IsCompleted || world.Connections.Count > hop && world.Connections[hop].Request.Length > 0));
            if (reading.IsCompleted) break;
            world.Time.Advance(TimeSpan.FromSeconds(9));
            world.Connections[hop].Send("HTTP/1.1 302 Found\r\nLocation: /next\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        }

        await ExpectAsync<RequestRefusedException>(reading, "source-too-slow");
        Assert.Equal(3, world.Connections.Count);
    }

    [Fact]
    public async Task Read_CallerLeaves_ClosesTheConnectionAndGivesEverythingBack()
    {
        await using var world = new SourceWorld(_ => Scripted("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc"));
        using var leaving = new CancellationTokenSource();
        var reading = world.ReadAsync(cancellationToken: leaving.Token);
        await Patience.UntilAsync("it is read from", () => Task.FromResult(world.Budget.HeldBytes > 0));

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(reading));
        await ExpectClosedAsync(world, 0);
        Assert.Equal((0, 0L), (world.Slots.Taken, world.Budget.HeldBytes));
    }

    [Fact]
    public async Task Read_CallerLeavesBeforeThereIsAConnection_EndsTheAttempt()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var network = new FakeNetwork(async cancellationToken =>
        {
            await using var registration = cancellationToken.Register(ended.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException();
        });
        await using var world = new SourceWorld(network);
        using var leaving = new CancellationTokenSource();
        var reading = world.ReadAsync($"http://{FakeNetwork.Public}/", cancellationToken: leaving.Token);
        await Patience.For(begun.Task);

        await leaving.CancelAsync();

        Assert.True(ended.Task.IsCompleted); // At once: the handler by itself ends it some seconds later.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(reading));
    }

    /// <summary>What is measured and traced names the host at most.</summary>
    [Fact]
    public async Task Read_Any_IsTracedAndCountedWithoutPathAndQuery()
    {
        await using var world = new SourceWorld(_ => Scripted("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        List<string> told = [];
        using var spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("server.address") is not "public.example") return;
                var events = string.Join(' ', span.Events.SelectMany(entry => entry.Tags));
                lock (told) told.Add(span.OperationName + string.Join(' ', span.TagObjects) + span.StatusDescription + events);
            },
        };
        ActivitySource.AddActivityListener(spans);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name.StartsWith("caption.sources", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (told) told.Add("counted " + string.Join(' ', tags.ToArray()));
        });
        meters.Start();

        await Assert.ThrowsAsync<RequestRefusedException>(() => Patience.For(world.ReadAsync("http://public.example/path/of?the=query")));

        lock (told)
        {
            Assert.Contains(told, text => text.StartsWith("caption.source", StringComparison.Ordinal)
                && text.Contains("public.example", StringComparison.Ordinal) && text.Contains("source-status", StringComparison.Ordinal));
            Assert.Contains(told, text => text.Contains("counted [outcome, failed]", StringComparison.Ordinal));
            Assert.DoesNotContain(told, text =>
                text.Contains("path", StringComparison.Ordinal) || text.Contains("query", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Read_Refused_GivesEverythingBack()
    {
        await using var world = Endless("");

        await ExpectAsync<ImageRejectedException>(world.ReadAsync(), "too-many-bytes");

        Assert.Equal((0, 0, 0L), (world.Slots.Taken, world.Slots.Waiting, world.Budget.HeldBytes));
    }

    [Fact]
    public async Task Read_BreaksOff_IsToldWithoutThePath()
    {
        await using var world = new SourceWorld(_ =>
            new ScriptedStream(Once("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc", thenEnd: true)));

        var error = await ExpectAsync<RequestRefusedException>(world.ReadAsync("http://public.example/path?query"), "source-unreachable");

        Assert.Equal(424, error.Status);
        Assert.DoesNotContain("path", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("query", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200 OK\r\nContent-Length: 0", null)]
    [InlineData("206 Partial Content", "answered with 206")]
    [InlineData("304 Not Modified", "answered with 304")]
    [InlineData("404 Not Found", "answered with 404")]
    [InlineData("503 Unavailable", "answered with 503")]
    [InlineData("302 Found", "redirects without saying where to")]
    public async Task Read_AnyStatus_IsAPictureOrToldWithTheHost(string status, string? said)
    {
        await using var world = new SourceWorld(_ => Scripted($"HTTP/1.1 {status}\r\n\r\n"));
        if (said is null)
        {
            using var picture = await Patience.For(world.ReadAsync()); // Empty: no picture, as decoding says.
            Assert.Equal(0, picture.Length);
            return;
        }

        var error = await Assert.ThrowsAsync<RequestRefusedException>(() => Patience.For(world.ReadAsync()));

        Assert.Equal(424, error.Status);
        Assert.Contains($"'public.example' {said}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ManyAtOnce_AreBoundedInAllPerHostAndPerCaller()
    {
        await using var world = new SourceWorld(_ => Scripted(""), ("MaxConcurrency", "5"), ("MaxPerHost", "2"), ("MaxPerCaller", "3"));
        using var leaving = new CancellationTokenSource();
        Caller ann = new("address ann"), bob = new("address bob");
        List<Task<Picture>> reading = [];

        foreach (var host in (string[])["public", "other", "third"])
        {
            for (var i = 0; i < 3; i++) reading.Add(world.ReadAsync($"http://{host}.example/{i}", ann, leaving.Token));
        }

        await Patience.UntilAsync("all have come", () => Task.FromResult(world.Slots.Taken + world.Slots.Waiting == reading.Count));
        Assert.Equal(3, world.Slots.Taken); // All that one caller may have.

        for (var i = 0; i < 9; i++)
        {
            reading.Add(world.ReadAsync($"http://{(i % 2 == 0 ? "other" : "third")}.example/{i}", bob, leaving.Token));
        }

        await Patience.UntilAsync("all have come", () => Task.FromResult(world.Slots.Taken + world.Slots.Waiting == reading.Count));
        Assert.InRange(world.Slots.Taken, 4, 5);
        Assert.All(world.Connections.GroupBy(HostOf), host => Assert.InRange(host.Count(), 0, 2));

        await leaving.CancelAsync();
        await OverAsync([.. reading]);
        Assert.Equal((0, 0), (world.Slots.Taken, world.Slots.Waiting));
    }

    [Fact]
    public async Task Read_MoreThanMayWait_IsRefusedAtOnceAndOthersAreNot()
    {
        await using var world = new SourceWorld(_ => Scripted(""), ("MaxPerHost", "1"), ("MaxWaiting", "8"));
        using var leaving = new CancellationTokenSource();
        Caller ann = new("address ann"), bob = new("address bob");
        List<Task<Picture>> reading = [];
        for (var i = 0; i < 3; i++)
        {
            reading.Add(world.ReadAsync(caller: ann, cancellationToken: leaving.Token));
            await Patience.UntilAsync("it has come", () => Task.FromResult(world.Slots.Taken + world.Slots.Waiting == reading.Count));
        }

        await Assert.ThrowsAsync<OverloadedException>(() => Patience.For(world.ReadAsync(caller: ann)));

        reading.Add(world.ReadAsync(caller: bob, cancellationToken: leaving.Token));
        await Patience.UntilAsync("the other waits", () => Task.FromResult(world.Slots.Waiting == 3));
        await leaving.CancelAsync();
        await OverAsync([.. reading]);
    }

    [Fact]
    public async Task Read_LineThatDoesNotMove_IsLeftInTime()
    {
        await using var world = new SourceWorld(_ => Scripted(""), ("MaxPerHost", "1"), ("MaxWait", "00:00:30"), ("Timeout", "00:05:00"));
        using var leaving = new CancellationTokenSource();
        var first = world.ReadAsync(cancellationToken: leaving.Token);
        await Patience.UntilAsync("the first is under way", () => Task.FromResult(world.Slots.Taken == 1));
        var second = world.ReadAsync();
        await Patience.UntilAsync("the second waits", () => Task.FromResult(world.Slots.Waiting == 1));

        await Patience.UntilAsync("it does not any more", () =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(31));
            return Task.FromResult(second.IsCompleted);
        });

        await Assert.ThrowsAsync<OverloadedException>(() => second);
        Assert.Equal((1, 0), (world.Slots.Taken, world.Slots.Waiting));
        await leaving.CancelAsync();
        await OverAsync(first);
    }

    [Fact]
    public async Task Read_WhoWaits_IsNextWhenOneIsDone()
    {
        await using var world = new SourceWorld(_ => Scripted(""), ("MaxPerHost", "1"));
        var first = world.ReadAsync("http://public.example/1");
        await Patience.UntilAsync("the first is asked for", () => Task.FromResult(world.Connections.Count == 1));
        var second = world.ReadAsync("http://public.example/2");
        await Patience.UntilAsync("the second waits", () => Task.FromResult(world.Slots.Waiting == 1));

        world.Connections[0].Send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na");
        using var one = await Patience.For(first);
        await Patience.UntilAsync("the second is asked for", () => Task.FromResult(world.Connections.Count == 2));
        world.Connections[1].Send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");

        using var two = await Patience.For(second);
        Assert.Equal("ab", Encoding.ASCII.GetString([.. one.Bytes!.Value.Span, .. two.Bytes!.Value.Span]));
    }

    [Theory]
    [InlineData(null, "CaptionCluster/0.1.0")]
    [InlineData("Example-Bot/2.0 (+https://example.org/bot)", "Example-Bot/2.0 (+https://example.org/bot)")]
    public async Task Read_AsksWithItsNameAndNothingOfTheCaller(string? configured, string expected)
    {
        (string, string)[] settings = configured is null ? [] : [("UserAgent", configured)];
        await using var world = new SourceWorld(_ => Scripted("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"), settings);
        using var span = new Activity("a caller's").Start();

        using var picture = await Patience.For(world.ReadAsync("http://public.example/a/b?c=d#fragment"));

        Assert.Equal(
            ["GET /a/b?c=d HTTP/1.1", "Host: public.example", $"User-Agent: {expected}", "Accept: image/*, */*; q=0.1",
                "Accept-Encoding: identity"],
            world.Connections[0].Request.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<T> ExpectAsync<T>(Task<Picture> reading, string code)
        where T : CaptionClusterException
    {
        var error = await Assert.ThrowsAsync<T>(() => Patience.For(reading));
        Assert.Equal(code, error.Code);
        return error;
    }

    /// <summary>However they end.</summary>
    private static async Task OverAsync(params Task[] reading) =>
        await Patience.For(Task.WhenAll(reading))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private static Task ExpectClosedAsync(SourceWorld world, int connection) =>
        Patience.UntilAsync("the connection is closed", () => Task.FromResult(world.Connections[connection].IsClosed));

    private static SourceWorld Endless(string headers) =>
        new(_ => Scripted($"HTTP/1.1 200 OK\r\n{headers}\r\n", headers.StartsWith("Transfer", StringComparison.Ordinal) ? Chunk : Piece));

    private static byte[] Piece() => s_piece;

    private static byte[] Chunk() => [.. Encoding.ASCII.GetBytes($"{s_piece.Length:x}\r\n"), .. s_piece, .. "\r\n"u8];

    /// <param name="more">Null says no more.</param>
    private static ScriptedStream Scripted(string first, Func<byte[]>? more = null)
    {
        var stream = new ScriptedStream(more);
        if (first.Length > 0) stream.Send(first);
        return stream;
    }

    private static Func<byte[]?> Once(string text, bool thenEnd)
    {
        var isSaid = false;
        return () =>
        {
            if (isSaid) return thenEnd ? [] : null;
            isSaid = true;
            return Encoding.ASCII.GetBytes(text);
        };
    }

    private static string HostOf(ScriptedStream connection) =>
        connection.Request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Host: ", StringComparison.Ordinal)) ?? "";
}
