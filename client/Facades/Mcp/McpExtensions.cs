using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace CaptionCluster.Client.Facades.Mcp;

/// <summary>
/// The Model Context Protocol over streamable HTTP, without sessions: nothing is held between two requests, and any front answers any of
/// them.
/// </summary>
internal static class McpExtensions
{
    public static void AddMcp(this IServiceCollection services)
    {

        // It logs what clients do wrong; our tools log what fails.
        services.AddLogging(logging => logging.AddFilter("ModelContextProtocol", LogLevel.None));
        services.AddHttpContextAccessor();
        services.AddSingleton<McpBody>();
        services.AddSingleton<McpServerTool, CaptionImageTool>();
        services.AddSingleton<McpServerTool, DescribeJobTool>();
        services.AddMcpServer(
            options => options.ServerInfo = new Implementation { Name = "captioncluster", Version = VersionOf(typeof(McpExtensions)) })
            .WithHttpTransport(options => options.Stateless = true);
    }

    public static void MapMcpFacade(this WebApplication app)
    {
        var body = app.Services.GetRequiredService<McpBody>();
        app.MapMcp("/mcp").AsFacade(new McpProblems()).Add(endpoint => endpoint.RequestDelegate = body.Before(endpoint.RequestDelegate!));
    }

    private static string VersionOf(Type type) => type.Assembly.GetName().Version!.ToString(3);
}
