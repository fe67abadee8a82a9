using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Waiting;

namespace CaptionCluster.Client.Facades;

/// <summary>What every facade does between reading its request and writing its answer: settle, look, ask, count.</summary>
internal sealed class FacadeCall(ModelCatalog models, CaptionService captions, Deadlines deadlines, CaptionMetrics metrics)
{
    /// <param name="read">Reads and checks the request; what it throws is counted too.</param>
    public async Task<CaptionOutcome> RunAsync(HttpContext http, Func<CancellationToken, ValueTask<Upload>> read)
    {
        try
        {
            using var upload = await read(http.RequestAborted);
            using var deadline = deadlines.Start(http);
            var outcome = await CaptionAsync(upload, deadline);
            metrics.Answered(outcome);
            return outcome;
        }
        catch (Exception error)
        {
            metrics.Failed(error, http);
            throw;
        }
    }

    private async ValueTask<CaptionOutcome> CaptionAsync(Upload upload, Deadline deadline)
    {
        var model = models.FindServed(upload.Options.Model);
        var key = model.KeyFor(upload.Options);
        return captions.AtHand(upload.Picture, key)
            ?? await deadline.KeepAsync(captions.AskAsync(upload.Picture, model, key, deadline.Urgency, deadline.Token));
    }
}
