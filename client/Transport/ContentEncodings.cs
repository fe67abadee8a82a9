using System.IO.Compression;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.RequestDecompression;

namespace CaptionCluster.Client.Transport;

/// <summary>
/// Bodies in a content encoding (RFC 9110, 8.4) are decoded as they are read, so every limit is one of decoded bytes and nothing is held
/// twice. Any other encoding is refused, with those that would be taken (RFC 7694).
/// </summary>
internal static class ContentEncodings
{
    private const string Accepted = "gzip, deflate, br";

    public static void Add(IServiceCollection services) => services.AddRequestDecompression(options =>
    {
        options.DecompressionProviders.Clear();
        options.DecompressionProviders["gzip"] = new Decoder("gzip", body => new GZipStream(body, CompressionMode.Decompress));
        options.DecompressionProviders["x-gzip"] = options.DecompressionProviders["gzip"];
        options.DecompressionProviders["deflate"] = new Decoder("deflate", body => new ZLibStream(body, CompressionMode.Decompress));
        options.DecompressionProviders["br"] = new Decoder("br", body => new BrotliStream(body, CompressionMode.Decompress));
    });

    public static void Use(IApplicationBuilder app)
    {
        app.Use((http, next) =>
        {
            var encoding = http.Request.Headers.ContentEncoding.ToString().Trim();
            if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return next(http);
            if (encoding.ToLowerInvariant() is not ("gzip" or "x-gzip" or "deflate" or "br")) return RefuseAsync(http, encoding);
            http.Request.ContentLength = null; // It is the encoded body's.
            return next(http);
        });
        app.UseRequestDecompression();
    }

    private static Task RefuseAsync(HttpContext http, string encoding)
    {
        http.Response.Headers.AcceptEncoding = Accepted;
        return ProblemWriter.WriteAsync(
            http,
            Problem.Of(
                415,
                "unsupported-encoding",
                "Not an accepted encoding",
                $"The Content-Encoding '{Excerpt.Of(encoding)}' is not accepted; accepted are {Accepted}, one of them."
            )
        );
    }

    private sealed class Decoder(string name, Func<Stream, Stream> decode) : IDecompressionProvider
    {
        public Stream GetDecompressionStream(Stream stream) => new DecodedBody(name, decode(stream));
    }
}
