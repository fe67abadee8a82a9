using System.Net;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Models;

public sealed class ReadinessTests
{
    [Fact]
    public async Task Ready_WhileModelsLoad_Is503AndThen200()
    {
        var repository = new FakeRepository();
        await using var server = CaptionServer.Start(repository, IPAddress.Loopback);
        using var http = server.CreateHttpClient();

        using var before = await http.GetAsync("/health/ready");
        using var live = await http.GetAsync("/health/live");
        using var refused = await http.CaptionAsync(Pictures.Dog);
        repository.Models = [DogModel.New()];
        await server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);
        using var after = await http.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Contains("\"reason\":\"", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("{\"status\":\"live\"}", await live.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("{\"status\":\"ready\"}", await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_NamesAModel_ThatModelAnswers()
    {
        var repository = new FakeRepository(DogModel.New(), DogModel.New("other"));
        await using var server = CaptionServer.Start(repository, IPAddress.Loopback);
        using var http = server.CreateHttpClient();
        await server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);

        var byDefault = await http.CaptionAsync(Pictures.New()).AnswerAsync();
        var named = await http.CaptionAsync(Pictures.New(), "?model=other").AnswerAsync();

        Assert.Equal("default", (string?)byDefault["model"]!["name"]);
        Assert.Equal("other", (string?)named["model"]!["name"]);
    }

    [Fact]
    public async Task GetModels_TellsWhatIsServed()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();

        var model = (await http.GetAsync("/v1/models").JsonAsync())["models"]![0]!;

        Assert.Equal("default", (string?)model["name"]);
        Assert.Equal("ready", (string?)model["state"]);
        Assert.True((bool?)model["isDefault"]);
        Assert.Equal(16, (int?)model["input"]!["width"]);
        Assert.Equal(2, (int?)model["attention"]!["columns"]);
        var decoding = model["decoding"]!;
        Assert.Equal(
            [.. DecodingOption.All.Where(option => !option.IsOfRequests).Select(option => option.Name), "maxNewTokensLimit"],
            decoding.AsObject().Select(property => property.Key));
        Assert.Equal((3, 20, false), ((int)decoding["numBeams"]!, (int)decoding["maxNewTokensLimit"]!, (bool)decoding["doSample"]!));
        Assert.Equal((1.0, 0, 1.0), ((double)decoding["temperature"]!, (int)decoding["topK"]!, (double)decoding["topP"]!));
        Assert.Equal("true", (string?)decoding["earlyStopping"]);
        Assert.Equal("People like it.", (string?)model["quality"]!["event"]);
        Assert.Equal("others", (string?)model["quality"]!["measured"]![0]!["on"]);
        Assert.Equal(0.04, (double?)model["quality"]!["measured"]![0]!["calibrationError"]);
        Assert.False(model["quality"]!["measured"]![0]!.AsObject().ContainsKey("auc"));
    }
}
