using CaptionCluster.Client.Facades.Azure;
using CaptionCluster.Client.Facades.HuggingFace;
using CaptionCluster.Client.Facades.Mcp;
using CaptionCluster.Client.Facades.OpenAI;
using CaptionCluster.Client.Facades.OpenInference;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Facades;

/// <summary>Other services' APIs over this one's captions, for programs that were written for them.</summary>
internal static class FacadeExtensions
{
    public static void AddFacades(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FacadeOptions>().BindConfiguration(FacadeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FacadeReader>();
        services.AddSingleton<FacadeCall>();
        services.AddSingleton<AzureEndpoint>();
        services.AddSingleton<ChatEndpoint>();
        services.AddSingleton<HuggingFaceEndpoint>();
        services.AddSingleton<InferEndpoint>();
        services.AddMcp();
    }

    public static void MapFacades(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<FacadeOptions>>().Value;
        if (options.Azure) app.MapAzure();
        if (options.OpenAI) app.MapOpenAI();
        if (options.HuggingFace) app.MapHuggingFace();
        if (options.OpenInference) app.MapOpenInference();
        if (options.Mcp) app.MapMcpFacade();
    }
}
