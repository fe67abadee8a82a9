using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Bench.Bare;

/// <summary>What a hit is measured against: read the body, hash it, return a constant.</summary>
internal static class BareKestrel
{
    private static readonly byte[] s_constant = """
        {"caption":"A dog runs through the grass.","altText":"A dog runs through the grass","confidence":0.83,"adequacy":0.91,"image":{"sha256":"0000000000000000000000000000000000000000000000000000000000000000","width":640,"height":427,"format":"jpeg"},"source":"hit"}
        """u8.ToArray();

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{args[^1]}");
        app.MapPost("/v1/captions", async context =>
        {
            var length = (int)context.Request.ContentLength!.Value;
            var body = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
            await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length));
            context.Response.Headers["X-Digest"] = Convert.ToHexStringLower(SHA256.HashData(body.AsSpan(0, length)));
            System.Buffers.ArrayPool<byte>.Shared.Return(body);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = s_constant.Length;
            await context.Response.Body.WriteAsync(s_constant);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
