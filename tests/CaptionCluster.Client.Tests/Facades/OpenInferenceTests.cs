using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Facades;

/// <summary>
/// Requests as the specification has them (kserve/open-inference-protocol: inference_rest.md; binary tensor data extension).
/// </summary>
public sealed class OpenInferenceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Infer = "/v2/models/default/infer";

    private static readonly string s_version = new('7', 64);

    [Fact]
    public async Task Get_ServerAndModel_DescribeThemselves()
    {
        var server = await fixture.Http.GetAsync("/v2").AnswerAsync();
        var live = await fixture.Http.GetAsync("/v2/health/live").AnswerAsync();
        var ready = await fixture.Http.GetAsync("/v2/health/ready").AnswerAsync();
        var model = await fixture.Http.GetAsync("/v2/models/default").AnswerAsync();
        var version = await fixture.Http.GetAsync($"/v2/models/default/versions/{s_version}/ready").AnswerAsync();

        Assert.Equal("binary_tensor_data", (string?)server["extensions"]![0]);
        Assert.True((bool?)live["live"] & (bool?)ready["ready"] & (bool?)version["ready"]);
        Assert.Equal(s_version, (string?)Assert.Single(model["versions"]!.AsArray()));
        Assert.Equal("""{"name":"image","datatype":"BYTES","shape":[-1]}""", model["inputs"]![0]!.ToJsonString());
        Assert.Equal(["caption", "confidence"], model["outputs"]!.AsArray().Select(output => (string?)output!["name"]));
    }

    [Fact]
    public async Task Get_HealthWithoutModels_IsNotReady()
    {
        await using var server = CaptionServer.Start(new FakeRepository(), System.Net.IPAddress.Loopback);
        using var http = server.CreateHttpClient();

        using var live = await http.GetAsync("/v2/health/live");
        using var ready = await http.GetAsync("/v2/health/ready");

        Assert.Equal((200, 400), ((int)live.StatusCode, (int)ready.StatusCode));
        Assert.Equal("""{"ready":false}""", await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Infer_Json_AnswersARowForEachPicture()
    {
        var rows = string.Join(',', Enumerable.Range(0, 3).Select(_ => $"\"{Convert.ToBase64String(Pictures.New())}\""));

        var answer = await PostAsync($$"""{"id":"42","inputs":[{"name":"image","shape":[3,1],"datatype":"BYTES","data":[{{rows}}]}]}""")
            .AnswerAsync();

        Assert.Equal(("42", "default", s_version),
            ((string?)answer["id"], (string?)answer["model_name"], (string?)answer["model_version"]));
        Assert.Equal(["A dog runs.", "A dog runs.", "A dog runs."], Texts(Output(answer, "caption")));
        Assert.Equal("[3,1]", Output(answer, "caption")["shape"]!.ToJsonString());
        Assert.All(Output(answer, "confidence")["data"]!.AsArray(), number => Assert.Equal(0.7788f, (float)number!, 4));
    }

    [Fact]
    public async Task Infer_Binary_TakesAndGivesIt()
    {
        byte[][] pictures = [Pictures.New(), Pictures.New()];
        var tail = Tensor(pictures);
        const string Parameters = """{"parameters":{"binary_data_output":true,"numBeams":4},""";
        var json = Parameters + Header(2, tail.Length)[1..];

        using var response = await fixture.Http.SendAsync(Binary(json, tail));

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var body = await response.Content.ReadAsByteArrayAsync();
        var head = int.Parse(response.Headers.GetValues("Inference-Header-Content-Length").Single(), CultureInfo.InvariantCulture);
        var answer = JsonNode.Parse(body.AsSpan(0, head))!;
        var expected = Tensor("A dog runs."u8.ToArray(), "A dog runs."u8.ToArray());
        Assert.Equal(expected.Length, (int)Output(answer, "caption")["parameters"]!["binary_data_size"]!);
        Assert.Equal(expected, body[head..(head + expected.Length)]);
        Assert.Equal(8, body.Length - head - expected.Length);
        Assert.Equal(0.7788f, BinaryPrimitives.ReadSingleLittleEndian(body.AsSpan(body.Length - 4)), 4);
        Assert.Equal(4, fixture.Server.Model.LastDecoding!.NumBeams);
    }

    [Fact]
    public async Task Infer_OneOutputWanted_GivesItAlone()
    {
        var input = $$"""{"name":"image","shape":[1],"datatype":"BYTES","data":["{{Convert.ToBase64String(Pictures.New())}}"]}""";

        var answer = await PostAsync($$$"""{"inputs":[{{{input}}}],"outputs":[{"name":"caption","parameters":{"binary_data":false}}]}""")
            .AnswerAsync();

        Assert.Equal("caption", (string?)Assert.Single(answer["outputs"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task Infer_OneRowIsNoPicture_IsRefusedByItsNumber()
    {
        var tail = Tensor(Pictures.New(), "hello"u8.ToArray());

        var error = await ErrorAsync(fixture.Http.SendAsync(Binary(Header(2, tail.Length), tail)), 415);

        Assert.StartsWith("Row 1: ", error, StringComparison.Ordinal);
    }

    /// <summary>Each row is a request of its own to those who count, and the others are told to stop.</summary>
    [Fact]
    public async Task Infer_OneRowFails_TheOthersAreNotWaitedFor()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        using var counts = new RequestCounts(server);
        server.Model.Encode.Close();
        var tail = Tensor(Pictures.New(), "hello"u8.ToArray());

        await ErrorAsync(http.SendAsync(Binary(Header(2, tail.Length), tail)), 415);

        Assert.Equal("left=1 refused=1", counts.Outcomes);
    }

    [Theory]
    [InlineData("{}", "'inputs' is missing")]
    [InlineData("{\"inputs\":[]}", "there are 0")]
    [InlineData("{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"\"]}]}", "must be 'image'")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}", "must be 'image' of BYTES")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[1]}]}", "in base64")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"AAAA\"]}]}",
        "has 2 elements, and the data 1")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[0],\"datatype\":\"BYTES\",\"data\":[]}]}", "'shape' must have 1 to 64")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[64,64],\"datatype\":\"BYTES\",\"data\":[]}]}", "'shape' must have 1 to 64")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data\":[]}]}", "'shape' must have 1 to 64")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[\"1\"],\"data\":[]}]}", "'shape' must have 1 to 64")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"data\":[\"\"]}]}", "needs a 'shape'")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\"}]}", "either 'data'")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"parameters\":{\"content_type\":\"str\"}}]}", "'content_type'")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"parameters\":{\"binary_data_size\":-1}}]}", "a number of bytes")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":5}}]}",
        "5, and 0 bytes follow")]
    [InlineData("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"layout\":1}]}", "'layout'")]
    [InlineData("{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"label\"}]}", "no output 'label'")]
    [InlineData("{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"caption\"},{\"name\":\"caption\"}]}", "wanted twice")]
    [InlineData("{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"caption\",\"parameters\":{\"classification\":2}}]}", "'classification'")]
    [InlineData("{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"caption\",\"datatype\":\"BYTES\"}]}", "'datatype'")]
    [InlineData("{\"inputs\":[INPUT],\"parameters\":{\"sequence_id\":1}}", "sequence_id")]
    [InlineData("{\"inputs\":[INPUT],\"parameters\":{\"binary_data_output\":1}}", "binary_data_output")]
    [InlineData("{\"inputs\":[INPUT],\"model\":\"default\"}", "'model' is unknown")]
    public async Task Infer_NoSuchRequest_SaysWhatIsWrong(string json, string message)
    {
        var input = $$"""{"name":"image","shape":[1],"datatype":"BYTES","data":["{{Convert.ToBase64String(Pictures.Dog)}}"]}""";

        Assert.Contains(message, await ErrorAsync(PostAsync(json.Replace("INPUT", input, StringComparison.Ordinal)), 422),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0 })]
    [InlineData(new byte[] { 200, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 1 })]
    public async Task Infer_ElementLongerThanTheTensor_IsRefused(byte[] tail) =>
        Assert.Contains("longer than what is left", await ErrorAsync(fixture.Http.SendAsync(Binary(Header(1, tail.Length), tail)), 400),
            StringComparison.Ordinal);

    [Fact]
    public async Task Infer_PictureTooLarge_Is413()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Imaging:MaxBytes", "2000"));
        using var http = server.CreateHttpClient();
        var tail = Tensor(new byte[3000]);

        await ErrorAsync(http.SendAsync(Binary(Header(1, tail.Length), tail)), 413);
    }

    [Fact]
    public async Task Infer_BytesThatNobodyAskedFor_AreRefused()
    {
        var tail = Tensor(Pictures.Dog);

        Assert.Contains("bytes follow", await ErrorAsync(fixture.Http.SendAsync(Binary(Header(1, tail.Length - 1), tail)), 422),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("five", 400)]
    [InlineData("-5", 400)]
    [InlineData("5", 400)]
    [InlineData("100000", 400)]
    public async Task Infer_HeaderThatCantBe_IsRefused(string length, int status)
    {
        var tail = Tensor(Pictures.Dog);
        using var request = Binary(Header(1, tail.Length), tail);
        request.Headers.Remove("Inference-Header-Content-Length");
        request.Headers.Add("Inference-Header-Content-Length", length);

        await ErrorAsync(fixture.Http.SendAsync(request), status);
    }

    [Theory]
    [InlineData("/v2/models/other")]
    [InlineData("/v2/models/other/ready")]
    [InlineData("/v2/models/default/versions/1")]
    [InlineData("/v2/repository/index")]
    public async Task Get_WhatThereIsNot_Is404(string address) => Assert.NotEmpty(await ErrorAsync(fixture.Http.GetAsync(address), 404));

    private static JsonNode Output(JsonNode answer, string name) =>
        answer["outputs"]!.AsArray().Single(output => (string?)output!["name"] == name)!;

    private static IEnumerable<string?> Texts(JsonNode output) => output["data"]!.AsArray().Select(text => (string?)text);

    private static string Header(int rows, int bytes) =>
        $$$"""{"inputs":[{"name":"image","shape":[{{{rows}}}],"datatype":"BYTES","parameters":{"binary_data_size":{{{bytes}}}}}]}""";

    private static byte[] Tensor(params byte[][] elements) =>
        [.. elements.SelectMany(element => BitConverter.GetBytes(element.Length).Concat(element))];

    private static HttpRequestMessage Binary(string json, byte[] tail)
    {
        var head = Encoding.UTF8.GetBytes(json);
        var request = new HttpRequestMessage(HttpMethod.Post, Infer) { Content = new ByteArrayContent([.. head, .. tail]) };
        request.Headers.Add("Inference-Header-Content-Length", head.Length.ToString(CultureInfo.InvariantCulture));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return request;
    }

    private Task<HttpResponseMessage> PostAsync(string json) =>
        fixture.Http.PostAsync(Infer, new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<string> ErrorAsync(Task<HttpResponseMessage> sent, int status)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{response.StatusCode}: {text}");
        return (string)JsonNode.Parse(text)!["error"]!;
    }
}
