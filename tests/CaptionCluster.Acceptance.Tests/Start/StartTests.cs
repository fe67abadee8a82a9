using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Start;

public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_FromAnyFolder_FindsSettingsModelsAndPage()
    {
        await using var server = await ServerProcess.StartClientAsync(_folder);

        Assert.DoesNotContain("Now listening", server.Output, StringComparison.Ordinal); // as appsettings.json wants it
        Assert.Contains("\"name\":\"default\"", await server.Http.GetStringAsync("/v1/models"), StringComparison.Ordinal);
        var page = Path.Combine(Fixtures.Repository, "client", "wwwroot", "index.html");
        var served = await server.Http.GetStringAsync("/");
        if (File.Exists(page)) Assert.Equal(await File.ReadAllTextAsync(page), served);
        else Assert.Contains("was not built", served, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminate_WithRequestsInFlight_AnswersThemAndExitsWithZero()
    {
        await using var server = await ServerProcess.StartClientAsync(_folder);
        var requests = Enumerable
            .Range(0, 32)
            .Select(_ => server.Http.CaptionAsync(Photos.NewSmall(), "?numBeams=10&minNewTokens=20"))
            .ToArray();
        await server.Metrics.BecomesAsync("caption_inference_total", given => given == requests.Length);
        var waiting = requests.Count(request => !request.IsCompleted);

        server.Terminate();

        Assert.InRange(waiting, 1, requests.Length);
        Assert.All(await Task.WhenAll(requests), answer => Assert.True(answer.Stored));
        Assert.Equal(0, await server.ExitAsync());
        Assert.Equal("", await server.ErrorsAsync());
    }
}
