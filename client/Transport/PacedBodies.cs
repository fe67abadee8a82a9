using System.IO.Pipelines;
using CaptionCluster.Client.Intake;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Transport;

/// <summary>Puts every body behind a <see cref="PacedReader"/>, which is also a feature of its request.</summary>
internal sealed class PacedBodies(RequestDelegate next, IOptions<IntakeOptions> options, IHostApplicationLifetime host, TimeProvider time)
{
    public Task InvokeAsync(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } ? PaceAsync(http) : next(http);

    private async Task PaceAsync(HttpContext http)
    {
        var (reader, body, pipe) = (http.Request.BodyReader, http.Request.Body, http.Features.Get<IRequestBodyPipeFeature>());
        var paced = new PacedReader(reader, options.Value, host.ApplicationStopping, time);
        var stream = paced.AsStream(leaveOpen: true);
        http.Features.Set(paced);
        http.Features.Set<IRequestBodyPipeFeature>(new Pipe(http.Request, paced, stream));
        http.Request.Body = stream;
        if (HttpProtocol.IsHttp11(http.Request.Protocol)) http.Response.OnStarting(CloseWhenOver, (paced, http.Response));
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Body = body;
            http.Features.Set(pipe);
        }
    }

    /// <summary>What follows on the connection would be the rest of this body.</summary>
    private static Task CloseWhenOver(object state)
    {
        var (paced, response) = ((PacedReader, HttpResponse))state;
        if (paced.IsOver) response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    /// <summary>The stream may have been put behind a decoder.</summary>
    private sealed class Pipe(HttpRequest request, PacedReader paced, Stream stream) : IRequestBodyPipeFeature
    {
        private PipeReader? _reader;
        private Stream? _behind;

        public PipeReader Reader
        {
            get
            {
                if (ReferenceEquals(request.Body, stream)) return paced;
                if (!ReferenceEquals(request.Body, _behind)) (_behind, _reader) = (request.Body, PipeReader.Create(request.Body));
                return _reader!;
            }
        }
    }
}
