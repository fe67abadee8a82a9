using CaptionCluster.Client.Intake;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Transport;

/// <summary>
/// Reads on, within bounds, when a request was answered before its body was read. Most clients send everything before they look for an
/// answer: closing on them while bytes are on the way resets the connection, and the answer that says what was wrong is lost with it (RFC
/// 9112, 9.6).
/// </summary>
internal sealed class UnreadBodies(RequestDelegate next, IOptions<IntakeOptions> options, IHostApplicationLifetime host, TimeProvider time)
{
    /// <summary>
    /// For who asked for leave to send and was answered instead, or was waited for long enough; a moment to see the answer.
    /// </summary>
    private static readonly TimeSpan s_timeToLeave = TimeSpan.FromSeconds(1);

    private readonly IntakeOptions _options = options.Value;
    private int _reading;

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (!MayBeUnread(http)) return;
        try
        {
            // Where too many do it already, the server does what it does by itself: it reads on for a few seconds if the connection is to
            // be kept.
            if (Interlocked.Increment(ref _reading) <= _options.MaxUnread) await ReadOnAsync(http);
        }
        finally
        {
            Interlocked.Decrement(ref _reading);
        }
    }

    /// <summary>HTTP/2 and 3 end a request alone.</summary>
    private bool MayBeUnread(HttpContext http)
    {
        if (
            http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            || http.RequestAborted.IsCancellationRequested
        )
        {
            return false;
        }

        if (http.Request.ContentLength > _options.MaxUnreadBytes)
        {
            return false; // It would be in vain.
        }

        return HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol);
    }

    private async Task ReadOnAsync(HttpContext http)
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        var waitsForLeave = limit is { IsReadOnly: false } && http.Request.Headers.Expect.Count > 0;
        if (limit is { IsReadOnly: false }) limit.MaxRequestBodySize = _options.MaxUnreadBytes;
        // Once the answer is out, reading gives nobody the leave to send that they asked for (RFC 9110, 10.1.1).
        if (waitsForLeave) await http.Response.CompleteAsync();
        var body = http.Request.BodyReader;
        var isOver = false;
        var wasWaitedFor = http.Features.Get<PacedReader>() is { IsOver: true };
        using var patience = new CancellationTokenSource(waitsForLeave || wasWaitedFor ? s_timeToLeave : _options.UnreadTime, time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(
            patience.Token,
            http.RequestAborted,
            wasWaitedFor ? default : host.ApplicationStopping
        );
        try
        {
            if (body.TryRead(out var read))
            {
                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return; // All was read, as it should be.
            }

            await http.Response.CompleteAsync();
            for (long total = 0; !read.IsCompleted && !isOver; isOver = total > _options.MaxUnreadBytes)
            {
                read = await body.ReadAsync(leaving.Token);
                total += read.Buffer.Length;
                body.AdvanceTo(read.Buffer.End);
            }
        }
        catch (OperationCanceledException)
        {
            isOver = true;
        }
        catch (IOException)
        {
            // The client left, is too slow, or lost its framing: the connection ends as it would have.
        }

        if (isOver) http.Abort();
    }
}
