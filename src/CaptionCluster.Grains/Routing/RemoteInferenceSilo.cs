namespace CaptionCluster.Grains;

/// <summary>What this silo knows of another one: the last word of a reply or a heartbeat, and what was sent there since.</summary>
internal sealed class RemoteInferenceSilo(SiloAddress address, SiloAddress local, IGrainFactory grains, RemoteWords remoteWords)
    : InferenceSilo(address)
{
    /// <summary>How much one reply counts in what a picture costs there.</summary>
    private const double Weight = 0.1;

    /// <summary>By its type's name, as its class may not be known here yet: that silo may have just come.</summary>
    private readonly IEncoderGrain _encoder = grains.GetGrain<IEncoderGrain>(
        GrainId.Create(EncoderGrain.TypeName, address.ToParsableString())
    );

    private readonly IDecoderGrain _decoder = grains.GetGrain<IDecoderGrain>(
        GrainId.Create(DecoderGrain.TypeName, address.ToParsableString())
    );

    /// <summary>This silo, as the other one counts who asks.</summary>
    private readonly string _asker = local.ToParsableString();

    private readonly CancellationTokenSource _death = new();
    private volatile IReadOnlyList<ModelId> _models = [];
    private volatile bool _tellsWords;
    private double _queuedSeconds;
    private double _secondsPerPicture;
    private int _sentSince;

    public IModelsGrain Report { get; } = grains.GetGrain<IModelsGrain>(address.ToParsableString());

    /// <summary>
    /// As last heard, and the pictures sent since at what one cost there lately: a silo that fell silent soon looks busy.
    /// </summary>
    public override double QueuedSeconds =>
        Volatile.Read(ref _queuedSeconds) + (Volatile.Read(ref _sentSince) * Volatile.Read(ref _secondsPerPicture));

    public override bool Has(ModelId model)
    {
        foreach (var known in _models)
        {
            if (known == model) return true;
        }

        return false;
    }

    public override async Task<Caption> CaptionAsync(InferenceRequest request, SpokenWords words, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sentSince);
        AskingSilo.Address = _asker;
        using var over = new CancellationTokenSource();
        try
        {
            if (_tellsWords) remoteWords.FetchAsync(_decoder, request, words, over.Token).Ignore();
            var reply = await _encoder.CaptionAsync(request, cancellationToken).WaitAsync(_death.Token);
            Cost(reply.Caption.Timing);
            Heard(reply.QueuedSeconds);
            return reply.Caption;
        }
        catch (Exception error) when (SiloLoss.Is(error) && !cancellationToken.IsCancellationRequested)
        {
            // Not asked again before it tells, by the next heartbeat, that it is there.
            _models = [];
            throw;
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    /// <summary>Ends every call that waits for it: not all of them fail by themselves.</summary>
    public void Died() => _death.CancelAsync().Ignore();

    public void Heard(double queuedSeconds)
    {
        Volatile.Write(ref _sentSince, 0);
        Volatile.Write(ref _queuedSeconds, queuedSeconds);
    }

    public void Heard(SiloLoad load)
    {
        (_models, _tellsWords) = (load.Models, load.TellsWords);
        Heard(load.QueuedSeconds);
    }

    /// <summary>Device time of one picture: its share of the batches it was in.</summary>
    private void Cost(InferenceTiming timing)
    {
        var seconds = (timing.EncodeSeconds / Math.Max(1, timing.EncodeBatch)) + (timing.DecodeSeconds / Math.Max(1, timing.DecodeBatch));
        var known = Volatile.Read(ref _secondsPerPicture);
        Volatile.Write(ref _secondsPerPicture, known == 0 ? seconds : known + (Weight * (seconds - known)));
    }
}
