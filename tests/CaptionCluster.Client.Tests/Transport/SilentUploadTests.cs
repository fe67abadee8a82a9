using System.Text;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Client.Tests.Transport;

/// <summary>Clients that send something and then nothing, though nobody makes them wait.</summary>
public sealed class SilentUploadTests : IAsyncLifetime
{
    private const string Batch = "/v1/captions/batch";
    private static readonly string s_unfinished = "{\"image\":{\"base64\":\"" + new string('A', 3_000_000);

    private CaptionServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await CaptionServer.StartAsync(("CaptionCluster:Intake:SlowUploadGrace", "00:00:01.100"));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>Having sent much at once buys no silence.</summary>
    [Theory]
    [InlineData("/v1/captions", "Content-Type: image/jpeg")]
    [InlineData("/v1/captions", "Content-Type: application/json")]
    [InlineData("/v1/captions", "Content-Type: multipart/form-data; boundary=x")]
    [InlineData("/v1/jobs", "Content-Type: application/x-ndjson")]
    public async Task Post_MuchAndThenSilence_Is408AndHoldsNothing(string address, string headers)
    {
        await using var client = await SendAsync(
            address,
            headers,
            headers.EndsWith('x') ? "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n" + s_unfinished : s_unfinished
        );

        Assert.StartsWith("HTTP/1.1 408 ", await client.ReadUntilAsync("/problems/upload-too-slow"));
        await ExpectNothingHeldAsync();
        await client.ReadToEndAsync();
    }

    [Theory]
    [InlineData("Content-Type: application/x-ndjson", "")]
    [InlineData("Content-Type: multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n")]
    public async Task Batch_SilentWithinAPicture_EndsWith408AndHoldsNothing(string headers, string before)
    {
        await using var client = await SendAsync(Batch, headers, before + s_unfinished);

        await client.ReadUntilAsync("{\"index\":-1,\"error\":{\"type\":\"/problems/upload-too-slow\"");
        await ExpectNothingHeldAsync();
        await client.ReadToEndAsync();
    }

    [Fact]
    public async Task Batch_SilentFromTheStart_EndsWith408()
    {
        await using var client = await SendAsync(Batch, "Content-Type: application/x-ndjson", "\n");

        await client.ReadUntilAsync("/problems/upload-too-slow");
    }

    [Fact]
    public async Task Batch_SilentAfterItsAnswers_EndsWith408()
    {
        await using var client = await BatchConnection.OpenAsync(_server.Address);
        await client.SendAsync(JobCalls.Line(Pictures.New()) + "\n");
        Assert.Equal(0, (int?)(await client.ReadAsync())!["index"]);

        var last = (await client.ReadAsync())!;

        Assert.Equal((-1, "/problems/upload-too-slow"), ((int)last["index"]!, (string)last["error"]!["type"]!));
        Assert.Null(await client.ReadAsync());
    }

    /// <summary>Its own answers make it wait: it may be silent as long as they take.</summary>
    [Fact]
    public async Task Batch_WaitsForItsOwnAnswers_IsNotCutOff()
    {
        _server.Model.Encode.Close();
        await using var client = await BatchConnection.OpenAsync(_server.Address);
        await client.SendAsync(JobCalls.Line(Pictures.New()) + "\n");
        await using (var other = await SendAsync(Batch, "Content-Type: application/x-ndjson", "\n"))
            await other.ReadUntilAsync("too-slow"); // That long.
        await using (var other = await SendAsync(Batch, "Content-Type: application/x-ndjson", "\n"))
            await other.ReadUntilAsync("too-slow");

        _server.Model.Encode.Open();
        Assert.NotNull((await client.ReadAsync())!["result"]);
        await client.SendAsync(JobCalls.Line(Pictures.New()) + "\n");

        Assert.NotNull((await client.ReadAsync())!["result"]);
        await client.EndAsync();
        Assert.Null(await client.ReadAsync());
    }

    /// <summary>But not in the middle of a picture: that one's bytes are held.</summary>
    [Fact]
    public async Task Batch_SilentWithinAPictureWhileOthersAreInWork_IsCutOff()
    {
        _server.Model.Encode.Close();
        await using var client = await BatchConnection.OpenAsync(_server.Address);
        await client.SendAsync(JobCalls.Line(Pictures.New()) + "\n" + s_unfinished);

        await BecomesAsync(budget => budget.HeldBytes is > 0 and < 1_000_000);
        _server.Model.Encode.Open();

        Assert.NotNull((await client.ReadAsync())!["result"]);
        Assert.Equal("/problems/upload-too-slow", (string?)(await client.ReadAsync())!["error"]!["type"]);
    }

    [Fact]
    public async Task Batch_HostStops_EndsAtOnce()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Intake:SlowUploadGrace", "00:01:00"));
        await using var idle = await BatchConnection.OpenAsync(server.Address);
        await using var within = await BatchConnection.OpenAsync(server.Address);
        foreach (var client in new[] { idle, within })
        {
            await client.SendAsync(JobCalls.Line(Pictures.New()) + "\n");
            Assert.NotNull((await client.ReadAsync())!["result"]);
        }

        await within.SendAsync(s_unfinished);
        await BecomesAsync(server, budget => budget.HeldBytes > 3_000_000);

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("/problems/stopping", (string?)(await idle.ReadAsync())!["error"]!["type"]);
        Assert.Equal("/problems/stopping", (string?)(await within.ReadAsync())!["error"]!["type"]);
    }

    /// <summary>Whoever holds all that an address may is in his own way, and in nobody's of another.</summary>
    [Fact]
    public async Task Batch_ManySilentOnes_DoNotKeepOthersOut()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:Intake:SlowUploadGrace", "00:01:00"),
            ("CaptionCluster:Intake:MaxBufferedBytes", $"{64 << 20}"),
            ("CaptionCluster:Imaging:MaxBytes", $"{4 << 20}")
        );
        using var http = server.CreateHttpClient();
        var silent = new List<BatchConnection>();
        for (var i = 0; i < 32; i++)
        {
            var client = await BatchConnection.OpenAsync(server.Address);
            silent.Add(client);
            _ = client.SendAsync(s_unfinished);
        }

        await BecomesAsync(server, budget => budget.Waiting > 0);

        for (var i = 0; i < 10; i++) await http.CaptionAsync(Pictures.New()).AnswerAsync();
        Assert.InRange(server.Services.GetRequiredService<BufferBudget>().HeldBytes, 0, 40 << 20);
        foreach (var client in silent) client.Reset();
        await BecomesAsync(server, budget => budget.HeldBytes == 0);
    }

    private async Task<RawConnection> SendAsync(string address, string headers, string text)
    {
        var client = await RawConnection.OpenAsync(_server.Address);
        var bytes = Encoding.ASCII.GetBytes(text);
        await client.SendAsync(
            (byte[])
                [
                    .. Encoding.ASCII.GetBytes(
                        $"POST {address} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\nTransfer-Encoding: chunked\r\nConnection: "
                        + $"close\r\n\r\n{bytes.Length:x}\r\n"
                    ),
                    .. bytes,
                    .. "\r\n"u8,
                ]
        );
        return client;
    }

    private Task ExpectNothingHeldAsync() => BecomesAsync(budget => budget.HeldBytes == 0);

    private Task BecomesAsync(Func<BufferBudget, bool> isRight) => BecomesAsync(_server, isRight);

    private static async Task BecomesAsync(CaptionServer server, Func<BufferBudget, bool> isRight)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        var budget = server.Services.GetRequiredService<BufferBudget>();
        while (!isRight(budget)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
