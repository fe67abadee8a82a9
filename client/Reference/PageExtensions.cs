using Microsoft.AspNetCore.StaticFiles;

namespace CaptionCluster.Client.Reference;

/// <summary>The web page at <c>/</c>, when it was built.</summary>
internal static partial class PageExtensions
{
    public static void MapPage(this WebApplication app)
    {
        if (!app.Environment.WebRootFileProvider.GetFileInfo("index.html").Exists)
        {
            LogNotBuilt(app.Logger);
            app.MapGet("/", () => TypedResults.Content(NotBuiltPage.Html, "text/html; charset=utf-8")).ExcludeFromDescription();
            return;
        }

        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    /// <summary>Assets carry a hash in their names; the page that names them does not.</summary>
    private static void SetCaching(StaticFileResponseContext file)
    {
        var isAsset = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        file.Context.Response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
    }

    [LoggerMessage(
        LogLevel.Information,
        "the web page was not built: that takes Node.js 20.19, 22.12 or later with npm. Install it and build again; everything else is "
        + "served"
    )]
    private static partial void LogNotBuilt(ILogger logger);
}
