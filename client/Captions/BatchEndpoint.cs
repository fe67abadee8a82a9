using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Streaming;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Captions;

/// <summary>POST /v1/captions/batch: many pictures in one request, answered line by line while more are still coming.</summary>
internal sealed class BatchEndpoint(
    ManyReader many,
    ModelCatalog models,
    CaptionService captions,
    UrlCaptions urls,
    CaptionMetrics metrics,
    ItemWriter writer,
    AltTextStyles styles,
    IOptions<BatchOptions> options,
    TimeProvider time
)
{
    private static readonly Urgency s_urgency = new(CaptionPriority.Batch);
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    public async Task PostAsync(HttpContext http)
    {
        try
        {
            await AnswerAsync(http);
        }
        catch (Exception error)
        {
            metrics.Failed(error, http);
            throw;
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        LiftPaces(http.Features);
        var upload = await many.OpenAsync(http.Request, http.RequestAborted);
        var order = Settle(upload.Options);

        UnbufferedResponse.Describe(http.Response, "application/x-ndjson");
        await http.Response.StartAsync(http.RequestAborted);
        var window = new BatchWindow(options.Value.MaxConcurrency, options.Value.MaxWindowBytes, time);
        http.Features.GetRequiredFeature<PacedReader>().IdleSince = () => window.EmptySince;
        var caller = BodyReader.CallerOf(http.Request);
        var run = new BatchRun(
            window, async (item, token) => writer.Line(await AnswerAsync(item, caller, order, token)), http.Response.BodyWriter);
        try
        {
            await run.RunAsync(upload.Items, http.RequestAborted);
        }
        catch (Exception error) when (error is CaptionClusterException || BrokenFraming.Is(error))
        {
            metrics.Failed(error, http);

            // The status is out already: the last line says why there are no more.
            await http.Response.BodyWriter.WriteAsync(
                writer.Line(new ItemAnswer(-1, null, null) { Error = ItemError.From(error) }),
                CancellationToken.None
            );
        }
    }

    /// <summary>
    /// As long as it takes, at the pace of the slower end: the window bounds what a batch holds. Whoever is silent without waiting for
    /// answers is cut off all the same (<see cref="PacedReader"/>).
    /// </summary>
    private static void LiftPaces(IFeatureCollection features)
    {
        if (features.Get<IHttpMinRequestBodyDataRateFeature>() is { } request) request.MinDataRate = null;
        if (features.Get<IHttpMinResponseDataRateFeature>() is { } response) response.MinDataRate = null;
    }

    private Order Settle(RequestOptions options)
    {
        var model = models.Find(options.Model);
        return new Order(model, model.KeyFor(options), options.Include, styles.Of(options.AltText));
    }

    private async Task<ItemAnswer> AnswerAsync(ManyItem item, Caller caller, Order all, CancellationToken cancellationToken)
    {
        var answer = new ItemAnswer(item.Index, item.Name, item.Picture?.Digest.ToString());
        try
        {
            if (item.Refusal is { } refusal) throw refusal;
            var order = item.Options is { } own ? Settle(own) : all;
            var outcome = await CaptionAsync(item, caller, order, cancellationToken);
            metrics.Answered(outcome);
            return answer with
            {
                Sha256 = outcome.Known.Digest.ToString(),
                Result = CaptionAnswer.Of(outcome, order.Include, order.Style),
            };
        }
        catch (Exception error)
        {
            metrics.Failed(error, clientLeft: cancellationToken.IsCancellationRequested);
            cancellationToken.ThrowIfCancellationRequested();
            return answer with { Error = ItemError.From(error) };
        }
    }

    /// <summary>A full queue is no answer in a batch: it waits, and with it the sender.</summary>
    private async Task<CaptionOutcome> CaptionAsync(ManyItem item, Caller caller, Order order, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return item.Picture is { } picture
                    ? captions.AtHand(picture, order.Key)
                        ?? await captions.AskAsync(picture, order.Model, order.Key, s_urgency, cancellationToken)
                    : await urls.AskAsync(item.Url!, caller, order.Model, order.Key, s_urgency, cancellationToken);
            }
            catch (OverloadedException error)
            {
                var pause = TimeSpan.FromTicks(Math.Clamp(error.RetryAfter.Ticks, s_shortestPause.Ticks, s_longestPause.Ticks));
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private sealed record Order(ServedModel Model, CaptionKey Key, Include Include, AltTextStyle Style);
}
