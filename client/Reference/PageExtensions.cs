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
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetHeaders });
    }

    /// <summary>The built page's own, which its HTML says too, for whoever serves it from elsewhere.</summary>
    internal const string Policy =
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>What the page never asks for, so that nothing in it can.</summary>
    private const string Permissions = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    /// <summary>Assets carry a hash in their names; the page that names them does not.</summary>
    internal static void SetHeaders(StaticFileResponseContext file)
    {
        var isAsset = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        var headers = file.Context.Response.Headers;
        headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ContentSecurityPolicy = Policy;
        headers["Permissions-Policy"] = Permissions;
    }

    [LoggerMessage(
        LogLevel.Information,
        "the web page was not built: that takes Node.js 20.19, 22.12 or later with npm. Install it and build again; everything else is "
        + "served"
    )]
    private static partial void LogNotBuilt(ILogger logger);
}
