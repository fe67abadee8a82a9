using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Facades;

public sealed class HuggingFaceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly string s_inputs = $"\"inputs\":\"{Convert.ToBase64String(Pictures.Dog)}\"";

    [Theory]
    [InlineData("/huggingface")]
    [InlineData("/huggingface/models/default")]
    public async Task Post_Bytes_IsAListOfOneText(string address)
    {
        var answer = await fixture.Http.PostAsync(address, new ByteArrayContent(Pictures.New())).AnswerAsync();

        Assert.Equal("""[{"generated_text":"a dog runs"}]""", answer.ToJsonString());
    }

    [Fact]
    public async Task Post_OutputOfOneObject_IsNoList()
    {
        var answer = await fixture.Http.PostAsync("/huggingface?output=object", new ByteArrayContent(Pictures.New())).AnswerAsync();

        Assert.Equal("""{"generated_text":"a dog runs"}""", answer.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"parameters\":{}")]
    [InlineData(",\"parameters\":{\"max_new_tokens\":12,\"num_beams\":2,\"early_stopping\":\"never\",\"length_penalty\":0.5}")]
    [InlineData(",\"parameters\":{\"generate_kwargs\":{\"do_sample\":true,\"num_beams\":1,\"temperature\":0.5,\"top_k\":5,\"top_p\":0.9}}")]
    [InlineData(",\"parameters\":{\"max_new_tokens\":12,\"generation_parameters\":{\"no_repeat_ngram_size\":2}}")]
    [InlineData(",\"options\":{\"wait_for_model\":true,\"use_cache\":true}")]
    public async Task Post_Json_TakesParameters(string rest)
    {
        var answer = await PostAsync($"{{{s_inputs}{rest}}}").AnswerAsync();

        Assert.Equal("a dog runs", (string?)answer[0]!["generated_text"]);
    }

    [Fact]
    public async Task Post_Parameters_ReachTheModel()
    {
        await PostAsync($$$"""{"inputs":"{{{Convert.ToBase64String(Pictures.New())}}}","parameters":{"num_beams":7,"max_new_tokens":11}}""")
            .AnswerAsync();

        Assert.Equal((7, 11), (fixture.Server.Model.LastDecoding!.NumBeams, fixture.Server.Model.LastDecoding.MaxNewTokens));
    }

    [Theory]
    [InlineData(",\"parameters\":{\"num_beams\":\"3\"}", "'num_beams' must be a number.")]
    [InlineData(",\"parameters\":{\"num_beams\":99}", "'num_beams'")]
    [InlineData(",\"parameters\":{\"max_new_tokens\":1000}", "'max_new_tokens'")]
    [InlineData(",\"parameters\":{\"epsilon_cutoff\":0.1}", "'parameters.epsilon_cutoff' is not done here.")]
    [InlineData(",\"parameters\":{\"max_new_tokens\":5,\"generate_kwargs\":{\"max_new_tokens\":6}}", "given more than once")]
    [InlineData(",\"parameters\":{\"generate_kwargs\":{\"generate_kwargs\":{}}}", "'parameters.generate_kwargs' is not done here.")]
    [InlineData(",\"parameters\":5", "'parameters' must be an object.")]
    [InlineData(",\"options\":{\"use_cache\":false}", "'options.use_cache' is not done here.")]
    [InlineData(",\"options\":{\"wait_for_model\":5}", "'wait_for_model' must be true or false.")]
    [InlineData(",\"prompt\":\"a\"", "'prompt' is not done here.")]
    public async Task Post_WhatIsNotDone_IsRefusedByTheNameItHasThere(string rest, string message) =>
        Assert.Contains(message, await ErrorAsync(PostAsync($"{{{s_inputs}{rest}}}"), 422, "invalid-option"), StringComparison.Ordinal);

    [Theory]
    [InlineData("{}", 422, "invalid-option")]
    [InlineData("{\"inputs\":5}", 422, "invalid-option")]
    [InlineData("{\"inputs\":\"!!!\"}", 400, "malformed-base64")]
    [InlineData("[]", 422, "invalid-option")]
    [InlineData("{", 400, "malformed-json")]
    public async Task Post_WithoutAPicture_SaysSo(string json, int status, string type) => await ErrorAsync(PostAsync(json), status, type);

    [Theory]
    [InlineData("/huggingface/models/Salesforce/blip-image-captioning-base", 404, "model-not-found")]
    [InlineData("/huggingface?output=xml", 422, "invalid-option")]
    [InlineData("/huggingface?output=list&more=1", 422, "invalid-option")]
    [InlineData("/huggingface/pipeline", 404, "not-found")]
    public async Task Post_ElsewhereThanAModel_IsRefused(string address, int status, string type) =>
        await ErrorAsync(fixture.Http.PostAsync(address, new ByteArrayContent(Pictures.Dog)), status, type);

    private Task<HttpResponseMessage> PostAsync(string json) =>
        fixture.Http.PostAsync("/huggingface", new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<string> ErrorAsync(Task<HttpResponseMessage> sent, int status, string type)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal(type, (string?)JsonNode.Parse(text)!["error_type"]);
        return (string)JsonNode.Parse(text)!["error"]!;
    }
}
