using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Intake;

/// <summary>Boundaries as clients write them: with or without the quotes that they need.</summary>
public sealed class BoundaryTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("multipart/form-data; boundary=a/b", "a/b")]
    [InlineData("multipart/form-data; boundary==_Part_1_=", "=_Part_1_=")]
    [InlineData("multipart/form-data;boundary=----WebKitForm:x?y", "----WebKitForm:x?y")]
    [InlineData("multipart/form-data; boundary=\"a=b;c\"", "a=b;c")]
    [InlineData("Multipart/Form-Data; Charset=utf-8; BOUNDARY=x(y)", "x(y)")]
    [InlineData("multipart/form-data; boundary = a=b ; charset=utf-8", "a=b")]
    [InlineData("multipart/form-data; charset=utf/8; boundary=plain", "plain")]
    [InlineData("multipart/form-data; boundary=\"a b\"", "a b")]
    [InlineData("multipart/form-data; boundary=\"a\\\"b\"", "a\"b")]
    public async Task Post_Boundary_IsUnderstood(string contentType, string boundary)
    {
        await Send("/v1/captions", contentType, boundary).AnswerAsync();
        await Send("/v1/jobs", contentType, boundary).AcceptedAsync();
        using var batch = await Send("/v1/captions/batch", contentType, boundary);

        Assert.Contains("\"caption\"", await batch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=a/c", "a/c")]
    [InlineData("multipart/form-data; boundary=", "boundary")]
    [InlineData("multipart/form-data; boundary=\"", "boundary")]
    [InlineData("multipart/form-data; bound=a/b", "boundary")]
    [InlineData("multipart/form-data", "boundary")]
    [InlineData("multipart/mixed; boundary=a/c", "a/c")]
    [InlineData(
        "multipart/form-data; "
        + "boundary=0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x",
        "0123456789"
    )]
    public async Task Post_AnotherBoundaryOrNone_Is400AndNamesIt(string contentType, string named)
    {
        foreach (var address in (string[])["/v1/captions", "/v1/jobs", "/v1/captions/batch"])
        {
            var problem = await Send(address, contentType, "a/b").ProblemAsync(400, "malformed-form");
            Assert.Contains(named, (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Content-Encoding: gzip")]
    [InlineData("Content-Transfer-Encoding: base64")]
    public async Task Post_PartInAnEncoding_IsRefusedByName(string header)
    {
        var problem = await Send("/v1/captions", "multipart/form-data; boundary=x", "x", header + "\r\n")
            .ProblemAsync(415, "unsupported-encoding");
        using var batch = await Send("/v1/captions/batch", "multipart/form-data; boundary=x", "x", header + "\r\n");

        Assert.Contains(header.Split(' ')[1], (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Contains("/problems/unsupported-encoding", await batch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A form that ends in the middle of an option.</summary>
    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"numBeams\"\r\n\r\n3")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"numBeams\"\r\n\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; na")]
    [InlineData("--x\r\n")]
    [InlineData("--x")]
    [InlineData("")]
    public async Task Post_FormCutInAField_Is400(string form)
    {
        foreach (var address in (string[])["/v1/captions", "/v1/jobs", "/v1/captions/batch"])
        {
            var content = new ByteArrayContent(Encoding.ASCII.GetBytes(form));
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
            await fixture.Http.PostAsync(address, content).ProblemAsync(400, "malformed-form");
        }
    }

    private Task<HttpResponseMessage> Send(string address, string contentType, string boundary, string header = "")
    {
        byte[] form =
        [
            .. Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n{header}\r\n"),
            .. Pictures.New(),
            .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"),
        ];
        var content = new ByteArrayContent(form);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return fixture.Http.PostAsync(address, content);
    }
}
