using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Transport;

public sealed class ContentEncodingTests(ContentEncodingTests.SmallServer small) : IClassFixture<ContentEncodingTests.SmallServer>
{
    private const int Limit = 1_000_000;

    private readonly HttpClient _http = small.Http;

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Post_Encoded_IsWhatItDecodesToInEveryForm(string encoding)
    {
        var picture = Pictures.New();
        var digest = Convert.ToHexStringLower(SHA256.HashData(picture));
        var line = Encoding.UTF8.GetBytes(JobCalls.Line(picture));
        var form = await Form(picture).ReadAsByteArrayAsync();

        Assert.Equal(
            digest,
            (string?)(await Send("/v1/captions", "image/jpeg", Encode(picture, encoding), encoding).AnswerAsync())["image"]!["sha256"]
        );
        Assert.Equal(
            digest,
            (string?)(await Send("/v1/captions", "application/json", Encode(line, encoding), encoding).AnswerAsync())["image"]!["sha256"]
        );
        Assert.Equal(
            digest,
            (string?)
                (await Send("/v1/captions", "multipart/form-data; boundary=x", Encode(form, encoding), encoding).AnswerAsync())["image"]![
                    "sha256"
                ]
        );
        foreach (var (type, body) in ((string, byte[])[])[("application/x-ndjson", line), ("multipart/form-data; boundary=x", form)])
        {
            Assert.Equal(digest, await DigestInBatchAsync(type, body, encoding));
            Assert.Equal(digest, await DigestInJobAsync(type, body, encoding));
        }
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br")]
    [InlineData("aes128gcm")]
    [InlineData("*")]
    public async Task Post_AnyOtherEncoding_Is415AndNamesThoseAccepted(string encoding)
    {
        foreach (var address in (string[])["/v1/captions", "/v1/captions/batch", "/v1/jobs"])
        {
            using var response = await Send(address, "application/x-ndjson", Pictures.New(), encoding);

            Assert.Equal(415, (int)response.StatusCode);
            Assert.Equal("gzip, deflate, br", string.Join(", ", response.Headers.GetValues("Accept-Encoding")));
            Assert.Contains("/problems/unsupported-encoding", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Post_NotWhatItSays_Is400(string encoding)
    {
        var picture = new byte[20_000];
        new Random(1).NextBytes(picture);
        Pictures.Dog.CopyTo(picture, 0);
        var line = Encoding.UTF8.GetBytes(JobCalls.Line(picture));
        (string Address, string Type, byte[] Body)[] all =
        [
            ("/v1/captions", "image/jpeg", picture),
            ("/v1/captions", "application/json", line),
            ("/v1/captions", "multipart/form-data; boundary=x", await Form(picture).ReadAsByteArrayAsync()),
            ("/v1/jobs", "application/x-ndjson", line),
            ("/v1/jobs", "multipart/form-data; boundary=x", await Form(picture).ReadAsByteArrayAsync()),
        ];

        foreach (var (address, type, body) in all)
        {
            var encoded = Encode(body, encoding);
            foreach (byte[] broken in (byte[][])["not encoded"u8.ToArray(), encoded[..^100], encoded[..(encoded.Length / 2)], encoded[..7]])
            {
                await Send(address, type, broken, encoding).ProblemAsync(400, "malformed-encoding");
            }
        }

        var changed = Encode(picture, encoding); // Of a line it may make one that is no JSON, which is said first.
        await Send("/v1/captions", "image/jpeg", [.. changed[..50], .. changed[40..]], encoding).ProblemAsync(400, "malformed-encoding");

        await Send("/v1/captions", "image/jpeg", [], encoding).ProblemAsync(400, "empty-image");
        Assert.Equal(0, small.Server.Services.GetRequiredService<BufferBudget>().HeldBytes);
    }

    /// <summary>Much more than the limit, in few bytes: refused once the limit is passed, and no more than that is ever held.</summary>
    [Theory]
    [InlineData("gzip", "image/jpeg")]
    [InlineData("br", "image/jpeg")]
    [InlineData("deflate", "application/json")]
    [InlineData("gzip", "application/json")]
    [InlineData("gzip", "multipart/form-data; boundary=x")]
    public async Task Post_Bomb_Is413(string encoding, string contentType)
    {
        byte[] head = contentType.StartsWith("multipart", StringComparison.Ordinal)
            ? "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"u8.ToArray()
            : [];
        var bomb = Encode([.. head, .. new byte[200 * Limit]], encoding);
        Assert.InRange(bomb.Length, 1, Limit);

        await Send("/v1/captions", contentType, bomb, encoding).ProblemAsync(413, "too-many-bytes");
    }

    [Fact]
    public async Task Post_AtTheLimitOnceDecoded_IsTakenAndOneMoreIsNot()
    {
        var picture = Pictures.New();
        byte[] atLimit = [.. picture, .. new byte[Limit - picture.Length]];
        RandomNumberGenerator.Fill(atLimit.AsSpan(Limit / 2)); // Larger encoded than decoded, at least here.

        await Send("/v1/captions", "image/jpeg", Encode(atLimit, "gzip"), "gzip").AnswerAsync();
        await Send("/v1/captions", "image/jpeg", Encode([.. atLimit, 0], "gzip"), "gzip").ProblemAsync(413, "too-many-bytes");
    }

    [Fact]
    public async Task PostBatch_BombAmongLines_IsAnErrorOfItsOwn()
    {
        var good = JobCalls.Line(Pictures.New());
        var body = Encode(
            Encoding.UTF8.GetBytes($"{good}\n{{\"image\":{{\"base64\":\"{new string('A', 60 * Limit)}\"}}}}\n{good}"),
            "gzip"
        );

        using var response = await Send("/v1/captions/batch", "application/x-ndjson", body, "gzip");

        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal([0, 2], lines.Where(line => line["result"] is not null).Select(line => (int)line["index"]!).Order());
        Assert.Equal("/problems/too-many-bytes", (string?)lines.Single(line => line["error"] is not null)["error"]!["type"]);
    }

    private static byte[] Encode(byte[] body, string encoding)
    {
        if (encoding == "identity") return body;
        using var encoded = new MemoryStream();
        using (Stream encoder = encoding.ToUpperInvariant() switch
        {
            "DEFLATE" => new ZLibStream(encoded, CompressionLevel.Optimal, leaveOpen: true),
            "BR" => new BrotliStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            _ => new GZipStream(encoded, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            encoder.Write(body);
        }

        return encoded.ToArray();
    }

    private static MultipartFormDataContent Form(byte[] picture) => new("x") { { new ByteArrayContent(picture), "file", "a.jpg" } };

    private Task<HttpResponseMessage> Send(string address, string contentType, byte[] body, string encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return _http.PostAsync(address, content);
    }

    private async Task<string?> DigestInBatchAsync(string type, byte[] body, string encoding)
    {
        using var response = await Send("/v1/captions/batch", type, Encode(body, encoding), encoding);
        return (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["result"]!["image"]!["sha256"];
    }

    private async Task<string?> DigestInJobAsync(string type, byte[] body, string encoding)
    {
        var job = await _http.EndAsync(await Send("/v1/jobs", type, Encode(body, encoding), encoding).AcceptedAsync());
        return (string?)job["results"]![0]!["result"]!["image"]!["sha256"];
    }

    /// <summary>Takes pictures of a megabyte, so that a bomb needs no gigabytes.</summary>
    public sealed class SmallServer : IAsyncLifetime
    {
        internal CaptionServer Server { get; private set; } = null!;

        internal HttpClient Http { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await CaptionServer.StartAsync(
                ("CaptionCluster:Imaging:MaxBytes", $"{Limit}"),
                ("CaptionCluster:Intake:MaxBufferedBytes", $"{8 * Limit}")
            );
            Http = Server.CreateHttpClient();
        }

        public async Task DisposeAsync()
        {
            Http.Dispose();
            await Server.DisposeAsync();
        }
    }
}
