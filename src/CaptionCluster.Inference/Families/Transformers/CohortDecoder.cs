using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// A queue, and the cohorts that its entries form as far as the memory goes. They take turns: who has stepped
/// goes to the end of the line.
/// </summary>
internal sealed class CohortDecoder : IDecoder, IDeviceWork
{
    private readonly Lock _gate = new();
    private readonly Queue<Cohort> _line = new();
    private readonly TransformerDecoder _decoder;
    private readonly CohortAdmission _admission;
    private readonly DecoderTurn _turn;
    private readonly DeviceThreads _threads;
    private readonly BatchQueue<DecodeEntry> _queue;
    private readonly (int Stepping, int All) _most;
    private (int Stepping, int All) _cohorts;

    public CohortDecoder(TransformerDecoder decoder, string model, LoadContext context)
    {
        var (options, time, metrics) = (context.Options.Decoder, context.Time, context.Metrics.Stage("decoder", model));
        var workers = context.Workers(options, 1);
        (_decoder, _threads, _most) = (decoder, context.Sessions.Threads, (workers, workers * context.Options.Cohorts.MaxCohorts));
        _queue = new BatchQueue<DecodeEntry>(options, time, metrics, workers, _threads.Signal);
        _admission = new CohortAdmission(decoder, _queue, time, metrics);
        _turn = new DecoderTurn(_queue, time, metrics);
        _threads.Add(this);
    }

    public WorkUrgency Urgency => WorkUrgency.Continue;

    public double QueuedSeconds => _queue.QueuedSeconds;

    public Task<DecodedImage> DecodeAsync(DecodeEntry entry)
    {
        var shape = new CohortShape(entry.Decoding.NumBeams, entry.Decoding.MaxNewTokens, _decoder.Source.LengthOf(entry));
        if (shape.Bytes(_decoder) is var bytes && bytes > _decoder.Memory.Budget)
        {
            throw new InvalidOptionException(
                "numBeams",
                $"{shape.Rows} beams of {shape.Tokens} tokens take {bytes} bytes of past key values; the budget is "
                + $"{_decoder.Memory.Budget}."
            );
        }

        _queue.Enqueue(entry);
        return entry.Answer;
    }

    public bool TryRun()
    {
        if (Next() is not { } cohort) return false;
        _turn.Run(cohort);
        HasStepped(cohort);
        return true;
    }

    public void Dispose()
    {
        _queue.CloseAsync().GetAwaiter().GetResult();
        _threads.Remove(this);
        _queue.Dispose();
        _decoder.Memory.Dispose();
    }

    private Cohort? Next()
    {
        lock (_gate)
        {
            if (_cohorts.Stepping == _most.Stepping) return null;
            var cohort = Form();
            if (cohort is null && !_line.TryDequeue(out cohort)) return null;
            _cohorts.Stepping++;
            return cohort;
        }
    }

    private Cohort? Form()
    {
        if (_cohorts.All == _most.All || _admission.Form(isAlone: _cohorts.All == 0) is not { } formed) return null;
        _cohorts.All++;
        return formed;
    }

    private void HasStepped(Cohort cohort)
    {
        lock (_gate)
        {
            _cohorts.Stepping--;
            if (cohort.Rows.Count > 0)
            {
                _line.Enqueue(cohort);
                return;
            }

            _cohorts.All--;
            cohort.Dispose();
        }

        // There is a place and memory again.
        _threads.Signal();
    }
}
