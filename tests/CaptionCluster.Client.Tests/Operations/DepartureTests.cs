using System.Net;
using System.Text;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Operations;

/// <summary>What a client does is not our failure: it is counted as what it is, and no log speaks of it.</summary>
public sealed class DepartureTests : IAsyncLifetime
{
    private const int Clients = 10;
    private const string Multipart = "Content-Type: multipart/form-data; boundary=x\r\n";
    private const string Lines = "Content-Type: application/x-ndjson\r\n";
    private const string Json = "Content-Type: application/json\r\n";
    private const string Part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";

    private CaptionServer _server = null!;
    private RequestCounts _counts = null!;

    public async Task InitializeAsync()
    {
        _server = await CaptionServer.StartAsync();
        _counts = new RequestCounts(_server);
    }

    public async Task DisposeAsync()
    {
        _counts.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/v1/captions", "", "\u0001")]
    [InlineData("/v1/captions", Json, "{\"image\": {\"base64\": \"AAAA")]
    [InlineData("/v1/captions", Multipart, Part + "half a picture")]
    [InlineData("/v1/captions", Multipart, "--x\r\nContent-Dispos")]
    [InlineData("/v1/captions/batch", Multipart, Part + "half a picture")]
    [InlineData("/v1/captions/batch", Multipart, "--x\r\nContent-Dispos")]
    [InlineData("/v1/captions/batch", Lines, "{\"image\": {\"base64\": \"AAAA")]
    [InlineData("/v1/captions/batch", Lines, "")]
    public async Task Post_ResetInTheMiddleOfABody_CountsAsLeftAndIsNotLogged(string address, string headers, string begun)
    {
        for (var client = 0; client < Clients; client++) await LeaveAsync(address, headers, begun);

        await _counts.EndedAsync(Clients);
        Assert.Equal($"left={Clients}", _counts.Outcomes);
        Assert.Empty(_server.Log.Lines);
    }

    [Theory]
    [InlineData(Multipart, Part + "half a picture")]
    [InlineData(Multipart, Part + "a whole one\r\n" + Part + "half a picture")]
    [InlineData(Lines, "{\"image\": {\"base64\": \"AAAA\"}}\n{\"image\"")]
    public async Task PostJob_ResetInTheMiddleOfABody_IsNotLogged(string headers, string begun)
    {
        for (var client = 0; client < Clients; client++) await LeaveAsync("/v1/jobs", headers, begun);

        await _counts.EndedAsync(Clients);
        Assert.Equal("", _counts.Outcomes);
        Assert.Empty(_server.Log.Lines);
    }

    [Fact]
    public async Task PostBatch_ResetWhilePicturesAreInWork_CountsEachAsLeft()
    {
        _server.Model.Encode.Close();
        await using var client = await BatchConnection.OpenAsync(_server.Address);
        await client.SendAsync(JobCalls.Line(Pictures.New()) + '\n' + JobCalls.Line(Pictures.New()) + '\n');
        await _server.Model.Encode.ArrivedAsync();

        client.Reset();

        await _counts.EndedAsync(1);
        Assert.Matches("^left=[23]$", _counts.Outcomes); // The batch, and what of it had begun.
        Assert.Empty(_server.Log.Lines);
    }

    [Fact]
    public async Task Post_LeftWhileTheModelWorks_CountsAsLeft()
    {
        _server.Model.Encode.Close();
        using var http = _server.CreateHttpClient();
        using var leaving = new CancellationTokenSource();
        var answer = http.CaptionAsync(Pictures.New(), cancellationToken: leaving.Token);
        await _server.Model.Encode.ArrivedAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await _counts.EndedAsync(1);
        Assert.Equal("left=1", _counts.Outcomes);
        Assert.Empty(_server.Log.Lines);
    }

    [Fact]
    public async Task Follow_LeftInTheMiddle_IsNotLogged()
    {
        _server.Model.Encode.Close();
        using var http = _server.CreateHttpClient();
        var job = await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();
        await _counts.EndedAsync(1);

        using (var events = await http.GetAsync((string)job["links"]!["events"]!, HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.OK, events.StatusCode);
        }

        await _counts.EndedAsync(1);
        Assert.Empty(_server.Log.Lines);
    }

    [Theory]
    [InlineData("wait=0")]
    [InlineData("wait=1")]
    public async Task Post_TheWaitThatItsClientPrefersIsOver_CountsAsTimedOut(string prefer)
    {
        _server.Model.Encode.Close();
        using var http = _server.CreateHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = new ByteArrayContent(Pictures.New()) };
        request.Headers.Add("Prefer", prefer);

        await http.SendAsync(request).ProblemAsync(504, "no-answer-in-time");

        await _counts.EndedAsync(1);
        Assert.Equal("timed_out=1", _counts.Outcomes);
        Assert.Empty(_server.Log.Lines);
    }

    [Fact]
    public async Task Post_TheModelFails_CountsAsFailedAndIsLogged()
    {
        _server.Model.Failure = new InvalidOperationException("broken");
        using var http = _server.CreateHttpClient();

        await http.CaptionAsync(Pictures.New()).ProblemAsync(500, "inference-failed");

        await _counts.EndedAsync(1);
        Assert.Equal("failed=1", _counts.Outcomes);
        Assert.NotEmpty(_server.Log.Lines);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void IsBehind_StreamResetByItsClient_IsTold(bool isPlain, bool hasBody, bool left)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new Body(hasBody));
        var error = isPlain ? new IOException("The client reset the request stream.") : new FileNotFoundException("A model's.");

        Assert.Equal(left, Departure.IsBehind(error, http));
    }

    [Fact]
    public void IsBehind_ConnectionsEnd_IsTold()
    {
        var http = new DefaultHttpContext();

        Assert.True(Departure.IsBehind(new ConnectionResetException("reset"), http));
        Assert.True(Departure.IsBehind(new ConnectionAbortedException("aborted"), http));
        Assert.True(Departure.IsBehind(new TaskCanceledException("The request was aborted", new ConnectionAbortedException()), http));
        Assert.False(Departure.IsBehind(new StoreUnavailableException("away", new ConnectionResetException("of a database")), http));
        Assert.False(Departure.IsBehind(new OperationCanceledException(), http));
    }

    /// <summary>Begins a body of many bytes and resets the connection once the server waits for the rest.</summary>
    private async Task LeaveAsync(string address, string headers, string begun)
    {
        await using var client = await RawConnection.OpenAsync(_server.Address);
        await client.SendAsync(
            Encoding.ASCII.GetBytes($"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n{headers}\r\n{begun}")
        );
        await _counts.BegunAsync();
        if (begun.EndsWith("picture", StringComparison.Ordinal))
        {
            await HoldsAsync(); // The others are read into buffers that are not counted, or not at all.
        }

        client.Reset();
    }

    private async Task HoldsAsync()
    {
        var buffers = _server.Services.GetRequiredService<BufferBudget>();
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (buffers.HeldBytes == 0) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
    }

    private sealed record Body(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
