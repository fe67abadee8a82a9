using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Facades;

public sealed class OpenAITests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Address = "/openai/v1/chat/completions";

    private static readonly string s_picture =
        $$$"""{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,{{{Convert.ToBase64String(Pictures.Dog)}}}"}}""";
    private static readonly string s_messages = $$"""[{"role":"user","content":[{"type":"text","text":"?"},{{s_picture}}]}]""";

    [Theory]
    [InlineData("")]
    [InlineData(",\"temperature\":0,\"top_p\":1,\"n\":1,\"stop\":null")]
    [InlineData(",\"presence_penalty\":0.0,\"frequency_penalty\":0,\"logit_bias\":{},\"tools\":[]")]
    [InlineData(",\"modalities\":[\"text\"],\"response_format\":{\"type\":\"text\"}")]
    [InlineData(",\"store\":false,\"logprobs\":false,\"user\":\"u\",\"metadata\":{\"a\":\"b\"}")]
    [InlineData(",\"temperature\":0.7,\"top_p\":0.9,\"seed\":7,\"max_tokens\":300")]
    public async Task Post_WhatMakesNoDifferenceOrCanBeDone_IsAnswered(string rest)
    {
        var answer = await PostAsync($$"""{"model":"default","messages":{{s_messages}}{{rest}}}""").AnswerAsync();

        Assert.Equal("chat.completion", (string?)answer["object"]);
        Assert.Equal("A dog runs.", (string?)answer["choices"]![0]!["message"]!["content"]);
    }

    [Theory]
    [InlineData(",\"n\":2", "n")]
    [InlineData(",\"tools\":[{}]", "tools")]
    [InlineData(",\"tool_choice\":\"auto\"", "tool_choice")]
    [InlineData(",\"audio\":{\"voice\":\"alloy\"}", "audio")]
    [InlineData(",\"modalities\":[\"text\",\"audio\"]", "modalities")]
    [InlineData(",\"response_format\":{\"type\":\"json_object\"}", "response_format")]
    [InlineData(",\"stop\":[\"dog\"]", "stop")]
    [InlineData(",\"logprobs\":true", "logprobs")]
    [InlineData(",\"store\":true", "store")]
    [InlineData(",\"presence_penalty\":1", "presence_penalty")]
    [InlineData(",\"temperature\":3", "temperature")]
    [InlineData(",\"temperature\":0.01", "temperature")]
    [InlineData(",\"top_p\":0", "top_p")]
    [InlineData(",\"seed\":0.5", "seed")]
    [InlineData(",\"max_tokens\":0", "max_tokens")]
    [InlineData(",\"max_tokens\":\"5\"", "max_tokens")]
    [InlineData(",\"stream\":1", "stream")]
    [InlineData(",\"stream_options\":{\"faster\":true}", "stream_options.faster")]
    [InlineData(",\"effort\":\"high\"", "effort")]
    public async Task Post_WhatACaptionerCantDo_IsRefusedByName(string rest, string param)
    {
        var error = await ErrorAsync($$"""{"model":"default","messages":{{s_messages}}{{rest}}}""", 400);

        Assert.Equal("invalid_request_error", (string?)error["type"]);
        Assert.Equal(param, (string?)error["param"]);
        Assert.Contains($"'{param}'", (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("[5]")]
    [InlineData("[{\"role\":\"user\",\"content\":\"hello\"}]")]
    [InlineData("[{\"role\":\"user\",\"content\":5}]")]
    [InlineData("[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]")]
    [InlineData("[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]}]")]
    [InlineData("[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":\"data:\"}]}]")]
    [InlineData("[{\"role\":\"user\",\"content\":[PICTURE,PICTURE]}]")]
    [InlineData("[{\"role\":\"user\",\"content\":[PICTURE]},{\"role\":\"assistant\",\"content\":\"A dog.\"}]")]
    public async Task Post_MessagesThatHoldNoSinglePicture_AreRefused(string messages)
    {
        var error = await ErrorAsync(
            $$"""{"model":"default","messages":{{messages.Replace("PICTURE", s_picture, StringComparison.Ordinal)}}}""", 400);

        Assert.Equal("messages", (string?)error["param"]);
    }

    [Theory]
    [InlineData("https://example.com/dog.jpg", 403, "urls_off")]
    [InlineData("data:image/jpeg,abc", 400, "malformed_base64")]
    [InlineData("data:image/jpeg;base64,aGVsbG8=", 400, "unsupported_format")]
    public async Task Post_UrlThatHoldsNoPicture_SaysWhy(string url, int status, string code)
    {
        var part = $$$"""{"type":"image_url","image_url":{"url":"{{{url}}}"}}""";

        var error = await ErrorAsync($$$"""{"model":"default","messages":[{"role":"user","content":[{{{part}}}]}]}""", status);

        Assert.Equal(code, (string?)error["code"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"model\":\"default\",\"model\":\"default\"}")]
    [InlineData("{\"model\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task Post_NotJson_SaysSo(string json)
    {
        var error = await ErrorAsync(json, 400);

        Assert.Equal("malformed_json", (string?)error["code"]);
    }

    [Fact]
    public async Task Post_TextThatIsNotUtf8_IsNotJson()
    {
        byte[] json = [.. "{\"model\":\""u8, 0xFF, .. "\"}"u8];

        using var response = await fixture.Http.PostAsync(Address, new ByteArrayContent(json));

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Post_NameLongerThanAnyIs_IsRefused()
    {
        var error = await ErrorAsync($$"""{"model":"{{new string('x', 2000)}}","messages":{{s_messages}}}""", 400);

        Assert.Equal("model", (string?)error["param"]);
    }

    /// <summary>A document takes many times the bytes of such a body.</summary>
    [Fact]
    public async Task Post_MoreValuesThanARequestNeeds_AreNotMadeADocument()
    {
        var error = await ErrorAsync(
            $$"""{"model":"default","messages":{{s_messages}},"metadata":[{{string.Join(',', Enumerable.Repeat("1", 5000))}}]}""", 400);

        Assert.Contains("more than 4096 values", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutAModel_IsRefused() =>
        Assert.Equal("model", (string?)(await ErrorAsync($$"""{"messages":{{s_messages}}}""", 400))["param"]);

    [Fact]
    public async Task Post_Streamed_EndsWithDone()
    {
        using var response = await PostAsync($$"""{"model":"default","messages":{{s_messages}},"stream":true}""");
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("data: [DONE]", events[^1]);
        var chunks = events[..^1].Select(line => JsonNode.Parse(line["data: ".Length..])!).ToList();
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", (string?)chunk["object"]));
        Assert.All(chunks, chunk => Assert.Null(chunk["usage"]));
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
    }

    /// <summary>A delta can't be taken back; whoever has the wrong ones is told so.</summary>
    [Fact]
    public async Task Post_StreamedSentenceBecomesAnother_EndsWithAnError()
    {
        var picture = s_messages.Replace(
            Convert.ToBase64String(Pictures.Dog), Convert.ToBase64String(Pictures.New()), StringComparison.Ordinal);
        fixture.Server.Model.Decode.Close();
        var posting = PostAsync($$"""{"model":"default","messages":{{picture}},"stream":true,"temperature":1}""");
        await fixture.Server.Model.Decode.ArrivedAsync();
        await fixture.Server.Model.SayAsync("a cat sat");
        using var response = await posting;
        fixture.Server.Model.Open();

        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("\"content\":\"A cat\"", events[0], StringComparison.Ordinal);
        Assert.Equal("server_error", (string?)JsonNode.Parse(events[^1]["data: ".Length..])!["error"]!["type"]);
    }

    private async Task<JsonNode> ErrorAsync(string json, int status)
    {
        using var response = await PostAsync(json);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!["error"]!;
    }

    private Task<HttpResponseMessage> PostAsync(string json) => fixture.Http.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(json, Encoding.UTF8, "application/json") },
        HttpCompletionOption.ResponseHeadersRead);
}
