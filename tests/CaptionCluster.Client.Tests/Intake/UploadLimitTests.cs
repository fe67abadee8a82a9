using System.Net.Http.Headers;
using System.Text;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Intake;

public sealed class UploadLimitTests(UploadLimitTests.TightServer tight) : IClassFixture<UploadLimitTests.TightServer>
{
    private const int Limit = 100_000;
    private readonly CaptionServer _server = tight.Server;
    private readonly HttpClient _http = tight.Http;

    private BufferBudget Budget => _server.Services.GetRequiredService<BufferBudget>();

    [Fact]
    public async Task Post_AtTheLimit_IsTaken() => await _http.CaptionAsync(Padded(Limit)).AnswerAsync();

    [Fact]
    public async Task Post_OverTheLimit_Is413() => await _http.CaptionAsync(Padded(Limit + 1)).ProblemAsync(413, "too-many-bytes");

    [Fact]
    public async Task Post_ChunkedOverTheLimit_Is413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions")
        {
            Content = new StreamContent(new MemoryStream(Padded(Limit + 1))),
        };
        request.Headers.TransferEncodingChunked = true;

        await _http.SendAsync(request).ProblemAsync(413, "too-many-bytes");
    }

    [Fact]
    public async Task Post_ChunkedOverTheLimit_LeavesTheConnectionToTheNextRequest()
    {
        const string Head = "POST /v1/captions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        await using var client = await RawConnection.OpenAsync(_server.Address);

        await client.SendAsync(
            (byte[])[.. Encoding.ASCII.GetBytes($"{Head}{Limit + 1:x}\r\n"), .. Padded(Limit + 1), .. "\r\n0\r\n\r\n"u8]
        );
        await client.PostAsync("Content-Length: 0");

        var answers = await client.ReadTextAsync();
        Assert.Contains("too-many-bytes", answers);
        Assert.Contains("empty-image", answers);
    }

    [Fact]
    public async Task Post_MultipartOverTheLimit_Is413()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Padded(Limit + 1)), "file", "photo.jpg" } };

        await _http.PostAsync("/v1/captions", form).ProblemAsync(413, "too-many-bytes");
    }

    [Fact]
    public async Task Post_Base64OverTheLimit_Is413() =>
        await _http
            .CaptionJsonAsync($$$"""{"image":{"base64":"{{{Convert.ToBase64String(Padded(Limit + 1))}}}"}}""")
            .ProblemAsync(413, "too-many-bytes");

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Post_AnnouncesTooMuch_IsRefusedBeforeAnyByte(string contentType)
    {
        await using var client = await RawConnection.OpenAsync(_server.Address);

        await client.PostAsync($"Content-Type: {contentType}\r\nContent-Length: 2000000000");

        Assert.Equal(413, await client.ReadStatusAsync());
    }

    [Fact]
    public async Task Post_CutOff_HoldsNothingAndIsCounted()
    {
        await using var client = await RawConnection.OpenAsync(_server.Address);
        await client.PostAsync("Content-Length: 90000");
        await client.SendAsync(Padded(80_000));
        client.EndSending();

        await client.ReadToEndAsync();
        await ExpectNothingHeldAsync();
        Assert.Matches("caption_requests_total{[^}]*outcome=\"(left|refused)\"", await _http.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task Post_MultipartCutOff_Is400()
    {
        const string Form = "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nonly a beg";
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Form));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        await _http.PostAsync("/v1/captions", content).ProblemAsync(400, "malformed-form");
    }

    [Fact]
    public async Task Post_TooSlow_IsCutOffWhileOthersAreAnswered()
    {
        await using var slow = await RawConnection.OpenAsync(_server.Address);
        await slow.PostAsync("Content-Length: 90000");
        await slow.SendAsync(new byte[] { 0xff });

        var status = slow.ReadStatusAsync();
        do
        {
            await _http.CaptionAsync(Pictures.New()).AnswerAsync();
        }
        while (!status.IsCompleted);

        Assert.Equal(408, await status);
        await ExpectNothingHeldAsync();
    }

    [Fact]
    public async Task Post_ConnectionReset_HoldsNothing()
    {
        await using var client = await RawConnection.OpenAsync(_server.Address);
        await client.PostAsync("Content-Length: 90000");
        await client.SendAsync(Padded(80_000));
        client.Reset();

        await ExpectNothingHeldAsync();
        await _http.CaptionAsync(Pictures.New()).AnswerAsync();
    }

    private async Task ExpectNothingHeldAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (Budget.HeldBytes != 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static byte[] Padded(int length)
    {
        var picture = new byte[length];
        Pictures.New().CopyTo(picture, 0);
        return picture;
    }

    /// <summary>Takes little, and that fast.</summary>
    public sealed class TightServer : IAsyncLifetime
    {
        internal CaptionServer Server { get; private set; } = null!;

        internal HttpClient Http { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await CaptionServer.StartAsync(
                ("CaptionCluster:Imaging:MaxBytes", $"{Limit}"),
                ("CaptionCluster:Intake:SlowUploadGrace", "00:00:01.100"),
                ("CaptionCluster:Intake:MinBytesPerSecond", "10000"));
            Http = Server.CreateHttpClient();
        }

        public async Task DisposeAsync()
        {
            Http.Dispose();
            await Server.DisposeAsync();
        }
    }
}
