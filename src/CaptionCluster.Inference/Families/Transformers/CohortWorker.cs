using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>Forms cohorts of what waits, as far as the memory goes, and lets them take turns: each steps once a round.</summary>
internal sealed class CohortWorker : IDisposable
{
    private readonly List<Cohort> _cohorts = [];
    private readonly CohortAdmission _admission;
    private readonly BatchQueue<DecodeEntry> _queue;
    private readonly TransformerDecoder _decoder;
    private readonly int _maxCohorts;
    private readonly TimeProvider _time;
    private readonly StageMetrics _metrics;
    private readonly DeviceThread _thread;

    public CohortWorker(TransformerDecoder decoder, BatchQueue<DecodeEntry> queue, int maxCohorts, TimeProvider time, StageMetrics metrics)
    {
        (_decoder, _queue, _maxCohorts, _time, _metrics) = (decoder, queue, maxCohorts, time, metrics);
        _admission = new CohortAdmission(decoder, queue, time);
        _thread = new DeviceThread(metrics.Stage, Loop);
    }

    /// <summary>Once the queue is closed: waits until its last picture is answered.</summary>
    public void Dispose() => _thread.Dispose();

    private void Loop()
    {
        while (Gather())
        {
            if (_cohorts.Count < _maxCohorts && Admit() is { } cohort) _cohorts.Add(cohort);
            foreach (var turn in _cohorts) Turn(turn);
            _cohorts.RemoveAll(IsOver);
        }
    }

    /// <summary>Takes what waits for a further cohort; with nothing to do it waits, and is false when nothing will come.</summary>
    private bool Gather()
    {
        var isIdle = _cohorts.Count == 0 && _admission.Waiting == 0;
        var batch = isIdle ? _queue.TakeAsync().AsTask().GetAwaiter().GetResult()
            : _cohorts.Count < _maxCohorts ? _queue.TakeWaiting(_queue.MaxBatchSize - _admission.Waiting)
            : null;
        if (batch is { } taken) _admission.Add(taken, _metrics);
        return batch is not null || !isIdle;
    }

    /// <summary>A cohort of those who wait. With none running there is nothing to step, so that memory others hold is waited for.</summary>
    private Cohort? Admit()
    {
        while (true)
        {
            var returned = _decoder.Memory.Returned;
            if (_admission.Form() is { } cohort) return cohort;
            if (_cohorts.Count > 0 || _admission.Waiting == 0) return null;
            returned.GetAwaiter().GetResult();
        }
    }

    private void Turn(Cohort cohort)
    {
        Sweep(cohort, row => row.Entry.IsAnswered, _ => { });
        if (cohort.Rows.Count == 0) return;
        var started = _time.GetTimestamp();
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

        _metrics.Ran(_time.GetElapsedTime(started));
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
            var share = row.Company == 0 ? TimeSpan.Zero : _time.GetElapsedTime(row.JoinedAt) * row.Search.Steps / row.Company;
            _queue.Done(1, share);
        }
    }

    private void Finish(CohortRow row)
    {
        var (duration, steps) = (_time.GetElapsedTime(row.JoinedAt), row.Search.Steps);
        var batch = (int)Math.Round((double)row.Company / steps);
        InferenceTelemetry.Decoded(row.Entry, duration, steps, batch, _time);
        if (row.Search.Finished is { Count: > 0 } sentences)
        {
            row.Entry.Complete(new DecodedImage(sentences, row.Entry.QueueDuration, duration, batch));
        }
        else
        {
            row.Entry.Fail(new InferenceFailedException("The decoding options left no token to choose."));
        }
    }

    private static bool IsOver(Cohort cohort)
    {
        if (cohort.Rows.Count > 0) return false;
        cohort.Dispose();
        return true;
    }

    private static CaptionClusterException Failure(Exception failure) =>
        failure as CaptionClusterException ?? new InferenceFailedException($"The decoder failed: {failure.Message}", failure);
}
