using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Transport;

/// <summary>Makes a request look as its client sent it, by what known proxies say and by what is configured.</summary>
internal static class Proxies
{
    public static void Use(IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<ProxyOptions>>().Value;
        if (options.Known.Length > 0) app.UseForwardedHeaders(Believing(options));
        if (options.PathBase.Length > 0) app.UsePathBase(options.PathBase);
    }

    /// <summary>Not the host: which names there are is checked by what was sent, and links are paths.</summary>
    private static ForwardedHeadersOptions Believing(ProxyOptions options)
    {
        var believed = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix,
            ForwardLimit = null, // As many as are known.
        };
        believed.KnownProxies.Clear();
        believed.KnownIPNetworks.Clear();
        foreach (var network in options.Networks) believed.KnownIPNetworks.Add(network);
        return believed;
    }
}
