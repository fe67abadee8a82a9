using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting.Tests.Support;

internal static class Hosts
{
    /// <summary>A caption client's host, not started. The last setting of a key counts.</summary>
    public static IHost Build(params (string Key, string Value)[] settings)
    {
        var all = settings
            .GroupBy(setting => setting.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (string?)group.Last().Value);
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = all.GetValueOrDefault("contentRoot") }
        );
        builder.Configuration.AddInMemoryCollection(all);
        builder.AddCaptionClient();
        return builder.Build();
    }

    /// <summary>A web application on a port of its own that logs nothing.</summary>
    public static WebApplicationBuilder CreateWebBuilder(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder([
            "--urls=http://127.0.0.1:0",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]);
        builder.Logging.ClearProviders();
        return builder;
    }

    public static HttpClient CreateHttpClient(this WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };
}
