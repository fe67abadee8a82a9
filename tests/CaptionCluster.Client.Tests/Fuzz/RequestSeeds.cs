using System.IO.Compression;
using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Fuzz;

/// <summary>Good requests in every form, to be made bad; among them pieces that broke something once.</summary>
internal static class RequestSeeds
{
    /// <summary>What is put in somewhere, in whole.</summary>
    public static readonly string[] Tokens =
    [
        "\0",
        "%00",
        "%",
        "%ff",
        "%ED%A0%80",
        "\uFEFF",
        "🐕",
        "\\ud800",
        "\\u0000",
        "\"",
        "'",
        ";",
        ":",
        ",",
        "=",
        "&",
        "?",
        "#",
        "/",
        "..",
        "{",
        "}",
        "[",
        "]",
        "\\",
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        " ",
        "\t",
        "--x",
        "--x--",
        "--x\r\n",
        "\r\n--x\r\n",
        "\r\n--x--\r\n",
        "-1",
        "0",
        "1e999",
        "NaN",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
        "2147483648",
        "0x10",
        "null",
        "true",
        "Content-Length: 18446744073709551616\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Expect: 100-continue\r\n",
        "Content-Encoding: gzip\r\n",
        "Content-Encoding: br\r\n",
        "Content-Encoding: zstd\r\n",
        "Content-Type: multipart/form-data; boundary=x\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type: ;;\r\n",
        "Prefer: respond-async\r\n",
        "Prefer: wait=0\r\n",
        "Prefer: wait=99999999\r\n",
        "If-None-Match: *\r\n",
        "If-None-Match: W/\"\r\n",
        "Last-Event-ID: 9223372036854775807\r\n",
        "Last-Event-ID: -1\r\n",
        "Idempotency-Key: k\r\n",
        "Webhook-Url: http://[::1\r\n",
        "Webhook-Url: http://xn--/\r\n",
        "Webhook-Url: https://example.org/\r\n",
        "Webhook-Secret: short\r\n",
        "Accept: text/csv\r\n",
        "Host: \r\n",
        "Connection: Upgrade\r\nUpgrade: h2c\r\n",
        "Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''%ff%f0%9f\r\n",
        "Content-Disposition: form-data; name=\"=?utf-8?B?!!?=\"\r\n",
        "Content-Disposition: ;;\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "?numBeams=1%00",
        "&include=tokens",
        "&numBeams=1e0",
        "data:;base64,",
        "HTTP/1.0",
        "HTTP/3",
        "HEAD",
        "PUT",
        "DELETE",
        "TRACE",
        "OPTIONS *",
        "CONNECT",
    ];

    public static readonly string[] ChunkSizes =
    [
        "ffffffffffffffff",
        "7fffffffffffffff",
        "80000000",
        "7fffffff",
        "fffffffffffffffff",
        "00000000000000001",
        "5;ext=\"",
        "5;",
        " 5",
        "-5",
        "g",
        "",
        "0",
        "0x5",
    ];

    private static readonly string s_correction = $"/v1/captions/{new string('a', 64)}/correction?model=default";

    public static readonly string[] Addresses =
    [
        "/v1/captions",
        "/v1/captions?numBeams=2&include=tokens&include=timing",
        "/v1/captions/batch",
        "/v1/captions/batch?maxNewTokens=5",
        "/v1/alt-text?maxLength=40&minQuality=0.5",
        s_correction,
        "/v1/corrections",
        "/v1/cluster?history=true",
        "/v1/traces?kind=slowest&limit=5",
        "/v1/traces/" + new string('a', 32),
        "/v1/jobs",
        "/v1/jobs?numBeams=1",
        "/v1/jobs?max=1&state=open&before=x",
        "/v1/captions/" + new string('a', 64),
        "/v1/captions/" + new string('a', 64) + "?numBeams=3",
        "/v1/jobs/" + new string('a', 32),
        "/v1/jobs/" + new string('a', 32) + "/results?format=csv",
        "/v1/jobs/" + new string('a', 32) + "/events",
        "/v1/models",
        "/v1/models/nobody/reload",
        "/v1/models/default/reload",
        "/health/ready",
        "/",
        "/openapi/v1.json",
        "/docs",
        "/metrics",
    ];

    public static RawRequest Make(Random random)
    {
        if (random.Next(3) == 0) return FacadeSeeds.Make(random);
        var address = Pick(random, Addresses);
        if (address == s_correction && random.Next(3) > 0)
        {
            var sentence = $$"""{"caption": "{{Pick(random, "A dog runs.", "\\u00e9\\ud83d\\udc15", "", new string('x', 600), "a\\nb")}}"}""";
            return new RawRequest("PUT", address, ["Content-Type: application/json"], Encoding.UTF8.GetBytes(sentence), IsChunked: false);
        }

        var takesBody =
            address.StartsWith("/v1/captions", StringComparison.Ordinal) && !address.Contains("aaaa", StringComparison.Ordinal)
            || address.StartsWith("/v1/jobs", StringComparison.Ordinal) && !address.Contains("aaaa", StringComparison.Ordinal)
            || address.StartsWith("/v1/alt-text", StringComparison.Ordinal);
        if (!takesBody || random.Next(10) == 0)
        {
            return new RawRequest(Pick(random, "GET", "GET", "HEAD", "DELETE", "POST"), address, [], [], IsChunked: false);
        }

        var (type, body) = Body(random);
        var headers = new List<string>();
        if (random.Next(20) > 0) headers.Add("Content-Type: " + type);
        if (random.Next(8) == 0) headers.Add("Prefer: respond-async");
        if (random.Next(8) == 0)
        {
            body = Encode(body);
            headers.Add("Content-Encoding: gzip");
        }

        return new RawRequest("POST", address, headers, body, IsChunked: random.Next(3) == 0);
    }

    public static T Pick<T>(Random random, params T[] all) => all[random.Next(all.Length)];

    private static (string Type, byte[] Body) Body(Random random)
    {
        var picture = Convert.ToBase64String(random.Next(4) == 0 ? Pictures.New() : Pictures.Dog);
        var image = Pick(
            random,
            $$"""{"base64":"{{picture}}"}""",
            $$"""{"base64":"{{picture[..60]}}\n"}""",
            $$"""{"sha256":"{{new string('a', 64)}}"}""",
            """{"url":"data:image/png;base64,AAAA"}""",
            """{"url":"http://127.0.0.1/"}"""
        );
        var options = Pick(
            random,
            "",
            ""","decoding":{"numBeams":2,"lengthPenalty":0.5,"rerank":true}""",
            ""","include":["tokens"],"model":"default" """
        );
        return random.Next(5) switch
        {
            0 => ("image/jpeg", Pictures.Dog),
            1 => ("application/json", Encoding.UTF8.GetBytes($$"""{"image":{{image}}{{options}}}""")),
            2 => (
                "application/x-ndjson",
                Encoding.UTF8.GetBytes(
                    string.Concat(
                        Enumerable.Range(0, random.Next(1, 5)).Select(i => $$"""{"id":"{{i}}🐕","image":{{image}}{{options}}}""" + "\n")
                    )
                )
            ),
            _ => ("multipart/form-data; boundary=x", Form(random)),
        };
    }

    private static byte[] Form(Random random)
    {
        var form = new MemoryStream();
        if (random.Next(2) == 0) Write("--x\r\nContent-Disposition: form-data; name=\"numBeams\"\r\n\r\n2\r\n");
        for (var files = random.Next(1, 4); files > 0; files--)
        {
            Write(
                $"--x\r\nContent-Disposition: form-data; name=\"file\"; "
                + "filename=\"{new string('n', random.Next(2) * 300)}🐕.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
            );
            form.Write(Pictures.Dog);
            Write("\r\n");
        }

        Write("--x--\r\n");
        return form.ToArray();

        void Write(string text) => form.Write(Encoding.UTF8.GetBytes(text));
    }

    private static byte[] Encode(byte[] body)
    {
        using var encoded = new MemoryStream();
        using (var encoder = new GZipStream(encoded, CompressionLevel.Fastest, leaveOpen: true)) encoder.Write(body);
        return encoded.ToArray();
    }
}
