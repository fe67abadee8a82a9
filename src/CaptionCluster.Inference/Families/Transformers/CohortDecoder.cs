using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// Hidden states to sentences: a queue, and the cohorts that its entries form as far as the memory goes. They take turns: who has stepped
/// goes to the end of the line.
/// </summary>
internal sealed class CohortDecoder : IDeviceWork, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Cohort> _line = new();
    private readonly TransformerDecoder _decoder;
    private readonly CohortAdmission _admission;
    private readonly CohortTurn _turn;
    private readonly DeviceThreads _threads;
    private readonly (int Stepping, int All) _most;
    private (int Stepping, int All) _cohorts;

    /// <param name="maxCohorts">Cohorts that take turns, for each of the workers.</param>
    /// <param name="workers">Cohorts that may step at the same time.</param>
    public CohortDecoder(
        TransformerDecoder decoder, BatchQueueOptions options, int maxCohorts, int workers, DeviceThreads threads, TimeProvider time, StageMetrics metrics)
    {
        (_decoder, _threads, _most) = (decoder, threads, (workers, workers * maxCohorts));
        Queue = new BatchQueue<DecodeEntry>(options, time, metrics, workers, threads.Signal);
        _admission = new CohortAdmission(decoder, Queue, time, metrics);
        _turn = new CohortTurn(Queue, time, metrics);
        threads.Add(this);
    }

    public WorkUrgency Urgency => WorkUrgency.Continue;

    public BatchQueue<DecodeEntry> Queue { get; }

    /// <exception cref="InvalidOptionException">The memory budget would never hold it.</exception>
    /// <exception cref="OverloadedException">Max queue depth is reached.</exception>
    public Task<DecodedImage> DecodeAsync(DecodeEntry entry)
    {
        var shape = new CohortShape(entry.Decoding.NumBeams, entry.Decoding.MaxNewTokens, _decoder.Source.LengthOf(entry));
        if (shape.Bytes(_decoder) is var bytes && bytes > _decoder.Memory.Budget)
        {
            throw new InvalidOptionException("numBeams", $"{shape.Rows} beams of {shape.Tokens} tokens take {bytes} bytes of past key values; the budget is {_decoder.Memory.Budget}.");
        }

        Queue.Enqueue(entry);
        return entry.Answer;
    }

    public bool TryRun()
    {
        if (Next() is not { } cohort) return false;
        _turn.Run(cohort);
        HasStepped(cohort);
        return true;
    }

    /// <summary>Drains: what waits is still answered.</summary>
    public void Dispose()
    {
        Queue.CloseAsync().GetAwaiter().GetResult();
        _threads.Remove(this);
        Queue.Dispose();
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
