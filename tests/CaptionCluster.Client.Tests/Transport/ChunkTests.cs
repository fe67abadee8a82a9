using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Transport;

/// <summary>Chunks (RFC 9112, 7.1) that can't be: the client's fault, wherever the body is read.</summary>
public sealed class ChunkTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    public static TheoryData<string, string> Bad()
    {
        var data = new TheoryData<string, string>();
        string[] sizes =
        [
            "ffffffffffffffff",
            "8000000000000000",
            "ffffffffffffffffff",
            "fffffffffffffffe",
            "-1",
            "g",
            "",
            "7fffffffffffffff",
            "00000000000000000000000000000000000000f",
        ];
        string[] types = ["image/jpeg", "application/json", "application/x-ndjson", "multipart/form-data; boundary=x"];
        foreach (var size in sizes)
        {
            foreach (var type in types) data.Add(size, type);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public Task Post_ChunkSizeThatCanNotBe_Is4xx(string size, string type) => ExpectRefusalAsync(type, $"{size}\r\nhello\r\n0\r\n\r\n");

    [Theory]
    [InlineData("image/jpeg", "Name: \u0086\u00ff")]
    [InlineData("image/jpeg", "Na\u00e9me: x")]
    [InlineData("application/json", "Name: \u0000")]
    [InlineData("application/x-ndjson", "Name: \u0086")]
    [InlineData("multipart/form-data; boundary=x", "Name: \u0086")]
    public Task Post_TrailerThatIsNoText_Is4xx(string type, string trailer) => ExpectRefusalAsync(type, $"0\r\n{trailer}\r\n\r\n");

    private async Task ExpectRefusalAsync(string type, string end)
    {
        foreach (var address in (string[])["/v1/captions", "/v1/captions/batch", "/v1/jobs", "/nowhere"])
        {
            foreach (var before in (string[])["", "5\r\nhello\r\n"])
            {
                await using var connection = await RawConnection.OpenAsync(fixture.Server.Address);
                await connection.SendAsync(
                    Encoding.Latin1.GetBytes(
                        $"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nTransfer-Encoding: "
                        + $"chunked\r\n\r\n{before}{end}"
                    )
                );
                var answer = await connection.ReadTextAsync();

                // A batch has begun to answer by then, and says it in its last line.
                var isTold =
                    answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
                    || (
                        answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
                        && answer.Contains("\"index\":-1", StringComparison.Ordinal)
                    );
                Assert.True(isTold && !answer.Contains("internal-error", StringComparison.Ordinal), $"{address} {before}: {answer}");
            }
        }
    }
}
