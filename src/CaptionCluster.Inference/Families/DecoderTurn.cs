using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Families;

/// <summary>One turn of pictures that step together: whoever left is taken out, the others step, whoever is done is answered.</summary>
internal sealed class DecoderTurn(BatchQueue<DecodeEntry> queue, TimeProvider time, StageMetrics metrics)
{
    public void Run(IDecoderRows rows)
    {
        Sweep(rows, row => row.Entry.IsAnswered, _ => { });
        if (rows.Rows.Count == 0) return;
        var started = time.GetTimestamp();
        try
        {
            rows.Step();
        }
#pragma warning disable CA1031 // The rows' callers are told; the decoder goes on with the next.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Sweep(rows, _ => true, row => row.Entry.Fail(Failure(error)));
        }

        metrics.Ran(time.GetElapsedTime(started));
        for (var place = 0; place < rows.Rows.Count; place++) rows.Rows[place].Entry.Words?.Tell(rows.Rows[place].Search);
        Sweep(rows, row => row.Search.IsDone, Finish);
    }

    /// <summary>Tells a caller whose picture can't take part.</summary>
    public void Fail(DecodeEntry entry, Exception failure)
    {
        entry.Fail(Failure(failure));
        queue.Done(1, TimeSpan.Zero);
    }

    /// <summary>Removes rows; from the back, so that a row moved into a gap was looked at already.</summary>
    private void Sweep(IDecoderRows rows, Predicate<DecoderRow> leaves, Action<DecoderRow> answer)
    {
        for (var place = rows.Rows.Count - 1; place >= 0; place--)
        {
            var row = rows.Rows[place];
            if (!leaves(row)) continue;
            rows.RemoveAt(place);
            answer(row);
            var share = row.Company == 0 ? TimeSpan.Zero : time.GetElapsedTime(row.JoinedAt) * row.Search.Steps / row.Company;
            queue.Done(1, share);
        }
    }

    private void Finish(DecoderRow row)
    {
        if (row.Search.Failure is { } failure)
        {
            row.Entry.Fail(new InferenceFailedException(failure));
            return;
        }

        var (duration, steps) = (time.GetElapsedTime(row.JoinedAt), row.Search.Steps);
        var batch = (int)Math.Round((double)row.Company / steps);
        BatchSpans.Decoded(row.Entry, duration, steps, batch, time);
        if (row.Search.Finished is { Count: > 0 } sentences) row.Entry.Complete(sentences, duration, batch);
        else row.Entry.Fail(new InferenceFailedException("The decoding options left no token to choose."));
    }

    private static CaptionClusterException Failure(Exception failure) =>
        failure as CaptionClusterException ?? new InferenceFailedException($"The decoder failed: {failure.Message}", failure);
}
