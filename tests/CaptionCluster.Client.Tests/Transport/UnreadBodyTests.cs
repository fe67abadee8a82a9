using System.Net.Sockets;
using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Transport;

/// <summary>Clients that send everything before they look for an answer find it, however early it was given.</summary>
public sealed class UnreadBodyTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Large = 60_000_000;
    private const int Times = 20;

    [Theory]
    [InlineData("/v1/captions", "Content-Type: image/jpeg", 413, false)]
    [InlineData("/v1/captions", "Content-Type: image/jpeg", 413, true)]
    [InlineData("/v1/captions", "Content-Type: application/json", 413, false)]
    [InlineData("/v1/captions", "Content-Type: application/json", 413, true)]
    [InlineData("/v1/captions", "Content-Type: multipart/form-data; boundary=x", 400, false)]
    [InlineData("/v1/captions", "Content-Type: image/jpeg\r\nConnection: close", 413, false)]
    public async Task Post_SixtyMegabytesSentFirst_IsAnsweredTwentyTimesOfTwenty(string address, string headers, int status, bool chunked)
    {
        for (var time = 0; time < Times; time++)
        {
            Assert.Equal(status, await SendAllThenReadAsync(fixture.Server.Address, address, headers, chunked));
        }

        await fixture.Http.CaptionAsync(Pictures.New()).AnswerAsync();
    }

    [Fact]
    public async Task Post_LargeFileInAForm_Is413()
    {
        var form = Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n");

        for (var time = 0; time < Times; time++)
        {
            Assert.Equal(
                413,
                await SendAllThenReadAsync(
                    fixture.Server.Address,
                    "/v1/captions",
                    "Content-Type: multipart/form-data; boundary=x",
                    chunked: time % 2 == 0,
                    form
                )
            );
        }
    }

    /// <summary>Whatever it is that is said early.</summary>
    [Theory]
    [InlineData("/v1/captions", "Content-Encoding: zstd", 415)]
    [InlineData("/v1/captions?numBeams=99x", "Content-Type: image/jpeg", 422)]
    [InlineData("/v1/captions/batch", "Content-Type: image/jpeg", 415)]
    [InlineData("/v1/jobs", "Content-Type: image/jpeg", 415)]
    [InlineData("/v1/models", "Content-Type: image/jpeg", 405)]
    [InlineData("/nowhere", "Content-Type: image/jpeg", 404)]
    public async Task Post_AnsweredEarly_IsReadAfterAllIsSent(string address, string headers, int status)
    {
        Assert.Equal(status, await SendAllThenReadAsync(fixture.Server.Address, address, headers, chunked: false));
        Assert.Equal(status, await SendAllThenReadAsync(fixture.Server.Address, address, headers, chunked: true));
    }

    [Fact]
    public async Task Post_WithoutKeyOrRoom_IsAnsweredToo()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:ApiKeys:0", "a key of some sixteen"),
            ("CaptionCluster:Intake:MaxBufferedBytes", $"{1 << 20}"),
            ("CaptionCluster:Intake:MaxRoomWait", "00:00:00.1"),
            ("CaptionCluster:Imaging:MaxBytes", $"{Large}")
        );

        Assert.Equal(401, await SendAllThenReadAsync(server.Address, "/v1/captions", "Content-Type: image/jpeg", chunked: false));
        Assert.Equal(
            429,
            await SendAllThenReadAsync(
                server.Address,
                "/v1/captions",
                "Content-Type: image/jpeg\r\nX-Api-Key: a key of some sixteen",
                chunked: false
            )
        );
        Assert.Equal(
            429,
            await SendAllThenReadAsync(
                server.Address,
                "/v1/captions",
                "Content-Type: image/jpeg\r\nX-Api-Key: a key of some sixteen",
                chunked: true
            )
        );
    }

    /// <summary>The answer leaves the connection good for the next request.</summary>
    [Fact]
    public async Task Post_AnsweredEarly_KeepsTheConnection()
    {
        await using var connection = await RawConnection.OpenAsync(fixture.Server.Address);
        await connection.SendAsync(
            Encoding.ASCII.GetBytes($"POST /v1/captions HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Large}\r\n\r\n")
        );
        await connection.SendAsync(new byte[Large]);
        await connection.PostAsync("Content-Length: 0");

        var answers = await connection.ReadTextAsync();

        Assert.StartsWith("HTTP/1.1 413", answers, StringComparison.Ordinal);
        Assert.Contains("empty-image", answers, StringComparison.Ordinal);
    }

    /// <summary>Reading on has an end: in bytes, and in time for who sends no more.</summary>
    [Fact]
    public async Task Post_WithoutEnd_IsClosedOn()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:Imaging:MaxBytes", "100000"),
            ("CaptionCluster:Intake:MaxUnreadBytes", "1000000"),
            ("CaptionCluster:Intake:UnreadTime", "00:00:01")
        );
        await using var silent = await RawConnection.OpenAsync(server.Address);
        await silent.SendAsync("POST /v1/captions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n"u8.ToArray());
        Assert.Equal(413, await silent.ReadStatusAsync());
        await silent.ReadToEndAsync();

        await using var endless = await RawConnection.OpenAsync(server.Address);
        await endless.SendAsync("POST /v1/captions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true) await endless.SendAsync((byte[])[.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8]);
        });

        using var http = server.CreateHttpClient();
        await http.CaptionAsync(Pictures.New()).AnswerAsync();
    }

    /// <summary>Who asks before sending is told at once, and nothing is waited for.</summary>
    [Fact]
    public async Task Post_ExpectsContinue_IsRefusedWithoutABody()
    {
        await using var connection = await RawConnection.OpenAsync(fixture.Server.Address);
        await connection.PostAsync($"Expect: 100-continue\r\nContent-Length: {Large}");

        Assert.Equal(413, await connection.ReadStatusAsync());
        await connection.ReadToEndAsync();
    }

    private static async Task<int> SendAllThenReadAsync(Uri server, string address, string headers, bool chunked, byte[]? start = null)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Host, server.Port, patience.Token);
        var length = Large + (start?.Length ?? 0);
        var framing = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {length}";
        await SendAsync(Encoding.ASCII.GetBytes($"POST {address} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{framing}\r\n\r\n"));
        if (chunked) await SendAsync(Encoding.ASCII.GetBytes($"{length:x}\r\n"));
        if (start is not null) await SendAsync(start);
        var block = new byte[1 << 20];
        for (var sent = 0; sent < Large; sent += block.Length) await SendAsync(block.AsMemory(0, Math.Min(block.Length, Large - sent)));
        if (chunked) await SendAsync("\r\n0\r\n\r\n"u8.ToArray());

        var answer = new byte[64];
        var read = await socket.ReceiveAsync(answer, patience.Token);
        return int.Parse(Encoding.ASCII.GetString(answer, 0, read).Split(' ')[1]);

        async Task SendAsync(ReadOnlyMemory<byte> bytes)
        {
            while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes, patience.Token)..];
        }
    }
}
