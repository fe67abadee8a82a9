using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Waiting;

namespace CaptionCluster.Client.Facades;

/// <summary>Pictures of one request, which are captioned alike.</summary>
/// <param name="Memory">Let go of when all are done.</param>
internal sealed record FacadeRows(IReadOnlyList<Picture> Pictures, RequestOptions Options, IDisposable Memory) : IDisposable
{
    /// <summary>Who tells words of a caption that is being computed; nobody when left out.</summary>
    public Func<CaptionKey, IWordsTeller?> TellerOf { get; init; } = _ => null;

    public void Dispose() => Memory.Dispose();
}

/// <summary>What every facade does between reading its request and writing its answer: settle, look, ask, count.</summary>
internal sealed class FacadeCall(ModelCatalog models, CaptionService captions, Deadlines deadlines, CaptionMetrics metrics)
{
    /// <param name="read">Reads and checks the request; what it throws is counted too.</param>
    /// <param name="tellerOf">See <see cref="FacadeRows.TellerOf"/>; asked once the request is read.</param>
    public async Task<CaptionOutcome> RunAsync(
        HttpContext http, Func<CancellationToken, ValueTask<Upload>> read, Func<CaptionKey, IWordsTeller?>? tellerOf = null)
    {
        var only = await RunAllAsync(http, async cancellationToken =>
        {
            var upload = await read(cancellationToken);
            var rows = new FacadeRows([upload.Picture!], upload.Options, upload);
            return tellerOf is null ? rows : rows with { TellerOf = tellerOf };
        });
        return only[0];
    }

    /// <summary>
    /// Each picture is counted, and is on its own but for this: where one fails, there is no answer, and the others are not waited for.
    /// </summary>
    public async Task<CaptionOutcome[]> RunAllAsync(HttpContext http, Func<CancellationToken, ValueTask<FacadeRows>> read)
    {
        using var rows = await ReadAsync(http, read);
        using var deadline = deadlines.Start(http);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        return await Task.WhenAll(rows.Pictures.Select((picture, row) => RunRowAsync(http, rows, row, deadline, stop)));
    }

    private async ValueTask<FacadeRows> ReadAsync(HttpContext http, Func<CancellationToken, ValueTask<FacadeRows>> read)
    {
        try
        {
            return await read(http.RequestAborted);
        }
        catch (Exception error)
        {
            metrics.Failed(error, http);
            throw;
        }
    }

    private async Task<CaptionOutcome> RunRowAsync(
        HttpContext http, FacadeRows rows, int row, Deadline deadline, CancellationTokenSource stop)
    {
        try
        {
            var outcome = await CaptionAsync(rows.Pictures[row], rows, deadline, stop.Token);
            metrics.Answered(outcome);
            return outcome;
        }
        catch (OperationCanceledException error) when (stop.IsCancellationRequested)
        {
            metrics.Failed(error, clientLeft: true); // For this picture, whoever asked has gone: another one failed, or the client left.
            throw;
        }
        catch (Exception error)
        {
            metrics.Failed(error, http);
            await stop.CancelAsync();
            if (error is ImageRejectedException rejected && rows.Pictures.Count > 1) throw OfRow(row, rejected);
            throw;
        }
    }

    private async ValueTask<CaptionOutcome> CaptionAsync(Picture picture, FacadeRows rows, Deadline deadline, CancellationToken stop)
    {
        var model = models.FindServed(rows.Options.Model);
        var key = model.KeyFor(rows.Options);
        return captions.AtHand(picture, key) ?? await (rows.TellerOf(key)?.WhileAsync(Ask) ?? Ask(null));

        ValueTask<CaptionOutcome> Ask(IProgress<string>? words) =>
            deadline.KeepAsync(captions.AskAsync(picture, model, key, deadline.Urgency, stop, words));
    }

    private static ImageRejectedException OfRow(int row, ImageRejectedException error) =>
        new(error.Reason, error.Code, $"Row {row}: {error.Message}", error);
}
