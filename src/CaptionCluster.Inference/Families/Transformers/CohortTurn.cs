using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>One turn of a cohort: whoever left is taken out, the others step, whoever is done is answered.</summary>
internal sealed class CohortTurn(BatchQueue<DecodeEntry> queue, TimeProvider time, StageMetrics metrics)
{
    public void Run(Cohort cohort)
    {
        Sweep(cohort, row => row.Entry.IsAnswered, _ => { });
        if (cohort.Rows.Count == 0) return;
        var started = time.GetTimestamp();
        try
        {
            cohort.Step();
        }
#pragma warning disable CA1031 // The rows' callers are told; the other cohorts go on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Sweep(cohort, _ => true, row => row.Entry.Fail(Failure(failure)));
        }

        metrics.Ran(time.GetElapsedTime(started));
        Sweep(cohort, row => row.Search.IsDone, Finish);
    }

    private void Sweep(Cohort cohort, Predicate<CohortRow> leaves, Action<CohortRow> answer)
    {
        for (var place = cohort.Rows.Count - 1; place >= 0; place--)
        {
            var row = cohort.Rows[place];
            if (!leaves(row)) continue;
            cohort.Rows.RemoveAt(place);
            answer(row);
            var share = row.Company == 0 ? TimeSpan.Zero : time.GetElapsedTime(row.JoinedAt) * row.Search.Steps / row.Company;
            queue.Done(1, share);
        }
    }

    private void Finish(CohortRow row)
    {
        if (row.Search.Failure is { } failure)
        {
            row.Entry.Fail(new InferenceFailedException(failure));
            return;
        }

        var (duration, steps) = (time.GetElapsedTime(row.JoinedAt), row.Search.Steps);
        var batch = (int)Math.Round((double)row.Company / steps);
        InferenceTelemetry.Decoded(row.Entry, duration, steps, batch, time);
        if (row.Search.Finished is { Count: > 0 } sentences) row.Entry.Complete(sentences, duration, batch);
        else row.Entry.Fail(new InferenceFailedException("The decoding options left no token to choose."));
    }

    private static CaptionClusterException Failure(Exception failure) =>
        failure as CaptionClusterException ?? new InferenceFailedException($"The decoder failed: {failure.Message}", failure);
}
