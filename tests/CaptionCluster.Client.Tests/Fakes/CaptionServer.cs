using System.Net;
using CaptionCluster.Client.Models;
using CaptionCluster.Inference;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>The whole program on a port of its own, real but for the model, with a data folder that is gone afterwards.</summary>
internal sealed class CaptionServer : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("captioncluster-test-").FullName;
    private readonly (string Key, string Value)[] _settings;
    private readonly Action<IServiceCollection>? _services;
    private readonly DescribedAnswers _answers = new();

    private CaptionServer(IModelRepository? models, IPAddress listenOn, (string Key, string Value)[] settings,
        Action<IServiceCollection>? services = null)
    {
        (_settings, _services) = (settings, services);
        Repository = models as FakeRepository;
        UseKestrel(kestrel => kestrel.Listen(listenOn, 0));
    }

    public FakeRepository? Repository { get; }

    public FakeModel Model => (FakeModel)Repository!.Models[0];

    public string DataFolder => _data;

    public LogBook Log { get; } = new();

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Starts and waits until a picture would be captioned.</summary>
    public static Task<CaptionServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync(IPAddress.Loopback, settings);

    public static Task<CaptionServer> StartAsync(IPAddress listenOn, params (string Key, string Value)[] settings) =>
        StartAsync(null, listenOn, settings);

    /// <param name="services">What the tests put in the place of the program's own.</param>
    public static Task<CaptionServer> StartAsync(Action<IServiceCollection> services, params (string Key, string Value)[] settings) =>
        StartAsync(services, IPAddress.Loopback, settings);

    private static async Task<CaptionServer> StartAsync(Action<IServiceCollection>? services, IPAddress listenOn,
        (string Key, string Value)[] settings)
    {
        var server = Start(new FakeRepository(DogModel.New()), listenOn, services, settings);
        await server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);
        return server;
    }

    /// <param name="models">Null for the real ones.</param>
    public static CaptionServer Start(IModelRepository? models, IPAddress listenOn, params (string Key, string Value)[] settings) =>
        Start(models, listenOn, null, settings);

    private static CaptionServer Start(IModelRepository? models, IPAddress listenOn, Action<IServiceCollection>? services,
        (string Key, string Value)[] settings)
    {
        var server = new CaptionServer(models, listenOn, settings, services);
        server.StartServer();
        return server;
    }

    public HttpClient CreateHttpClient() =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue, UseCookies = false })
        {
            BaseAddress = Address,
            Timeout = Patience.Limit,
        };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("CaptionCluster:DataFolder", _data);
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Log));
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(_answers));
        if (_services is not null) builder.ConfigureServices(_services);
        if (Repository is not null) builder.ConfigureServices(services => services.ReplaceCaptionModels(Repository));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
        if (disposing) Assert.Empty(_answers.Missing);
    }
}
