using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptionCluster.Grains;

/// <summary>
/// One picture. Requests are answered from its captions, wait on a flight, or get a ticket that opens one.
/// </summary>
/// <remarks>
/// Random placement: a digest says nothing of where it is asked for, and pictures are alike in weight, so chance spreads them evenly.
/// Immovable: a flight can't move with its activation. While a flight is in the air someone waits on it, which is a running call, and
/// activations with running calls are not collected; while only a ticket is out, deactivation is put off for the lease.
/// </remarks>
[GrainType(IImageGrain.TypeName), Reentrant, RandomPlacement, Immovable, HostedBy(SiloRoles.Images)]
internal sealed partial class ImageGrain(
    GuardedStore store,
    PendingWrites pendingWrites,
    InferenceRouter router,
    WordsBook words,
    CaptionInstruments instruments,
    IOptions<ImageGrainOptions> options,
    [FromKeyedServices(CaptionClock.Key)] TimeProvider time,
    ILogger<ImageGrain> logger) : Grain, IImageGrain
{
    private readonly TimeSpan _lease = options.Value.Lease;
    private ImageDigest _digest;
    private CaptionCache _captions = null!;
    private Flights _flights = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _digest = ImageDigest.Parse(this.GetPrimaryKeyString());
        _captions = new CaptionCache(_digest, store, pendingWrites, options.Value.TimeToLive, time, instruments);
        _flights = new Flights(StartLease);
        return _captions.LoadAsync();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _captions.Close();
        return Task.CompletedTask;
    }

    /// <summary>
    /// The activation has to go. Until the calls it has are over it takes no other, so none may wait for pixels that another call would
    /// bring.
    /// </summary>
    public void Leave() => _flights?.Close();

    public Task<CaptionReply> RequestAsync(CaptionKey key, CancellationToken cancellationToken)
    {
        if (!_captions.TryGet(key, out var known)) return RequestUnknownAsync(key, cancellationToken);
        CaptionSpan.Observe(_digest, key, known.Reply.Result);
        return known.Reply;
    }

    public Task<CaptionReply> ProvideAsync(Guid ticket, ImagePixels pixels, CancellationToken cancellationToken)
    {
        if (pixels.Rgb.Length < (long)pixels.Width * pixels.Height * 3)
        {
            throw new InvalidOptionException("pixels", "Fewer bytes than width * height * 3.");
        }

        if (!_flights.TryUse(ticket, out var key))
        {
            throw new TicketExpiredException();
        }

        return CaptionSpan.ObserveAsync(_digest, key, () => UseAsync(key, pixels, cancellationToken));
    }

    public Task AbandonAsync(Guid ticket)
    {
        _flights.Abandon(ticket);
        return Task.CompletedTask;
    }

    public Task RejectAsync(Guid ticket, ImageRejectedException reason)
    {
        _flights.Reject(ticket, reason);
        return Task.CompletedTask;
    }

    public async Task<CaptionReply?> FindAsync(CaptionKey key, CancellationToken cancellationToken)
    {
        if (_captions.TryGet(key, out var known)) return await known.Reply;
        await _captions.LoadAsync();
        if (_captions.TryGet(key, out known)) return await known.Reply;
        if (!_captions.IsLoaded) throw new StoreUnavailableException("The store can't say whether the picture has captions.");

        // Asking for digests nobody uploaded must not fill the memory.
        if (_captions.IsEmpty && _flights.IsEmpty) DeactivateOnIdle();
        return null;
    }

    public async Task<WordsReply> NextWordsAsync(CaptionKey key, string known, CancellationToken cancellationToken)
    {
        var next = words.NextAsync(_digest, key, known, cancellationToken);
        await Task.WhenAny(next, _flights.Closed);
        return next.IsCompleted ? await next : WordsReply.None;
    }

    public async Task<CaptionReply?> CorrectAsync(CaptionKey key, ImageDigest picture, string text, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is null || !await _captions.CorrectAsync(key, picture, text)) return null;
        await GrainFactory.GetGrain<IForgottenGrain>(0).AddAsync(_digest);
        return await FindAsync(key, cancellationToken);
    }

    public async Task<bool> WithdrawCorrectionAsync(string revision, CancellationToken cancellationToken)
    {
        var wasThere = await _captions.WithdrawAsync(revision);
        await GrainFactory.GetGrain<IForgottenGrain>(0).AddAsync(_digest);
        return wasThere;
    }

    public async Task<bool> ForgetAsync(CancellationToken cancellationToken)
    {
        var wasKnown = await _captions.ForgetAsync(_flights.ForgetAirborne());
        await GrainFactory.GetGrain<IForgottenGrain>(0).AddAsync(_digest);
        return wasKnown;
    }

    /// <summary>Apart from its caller, so that a hit does not pay for the closure.</summary>
    private Task<CaptionReply> RequestUnknownAsync(CaptionKey key, CancellationToken cancellationToken) =>
        CaptionSpan.ObserveAsync(_digest, key, () => AskAsync(key, cancellationToken));

    private async Task<CaptionReply> AskAsync(CaptionKey key, CancellationToken cancellationToken)
    {
        if (!_flights.TryFind(key, out var flight) && !_captions.IsLoaded)
        {
            await _captions.LoadAsync();
            if (_captions.TryGet(key, out var known)) return await known.Reply;
            _flights.TryFind(key, out flight);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_flights.HasCallerLeft) throw new OperationCanceledException();
        if (_flights.IsClosed && flight is not { InTheAir: true }) throw new TicketExpiredException();
        if (flight is not null) return await WaitAsync(flight, flight.Join(), cancellationToken);
        return _flights.AskForPixels(_flights.Open(key));
    }

    /// <summary>
    /// Pixels came, in time or not: a hit if the caption is there, the take-off of a flight if one needs them, company if not.
    /// </summary>
    private Task<CaptionReply> UseAsync(CaptionKey key, ImagePixels pixels, CancellationToken cancellationToken)
    {
        if (_captions.TryGet(key, out var known)) return known.Reply;
        if (!_flights.TryFind(key, out var flight)) flight = _flights.Open(key);
        if (flight.InTheAir) return WaitAsync(flight, flight.Join(), cancellationToken);

        var provider = flight.Join(asProvider: true);
        flight.TakeOff(Activity.Current?.Context ?? default);
        _ = FlyAsync(flight, pixels);
        return WaitAsync(flight, provider, cancellationToken);
    }

    private async Task<CaptionReply> WaitAsync(Flight flight, Waiter waiter, CancellationToken cancellationToken)
    {
        using var leave = cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).TrySetCanceled(token), waiter);
        instruments.Waiting(1);
        try
        {
            var reply = await waiter.Task;
            if (reply.Source == CaptionSource.NeedPixels && cancellationToken.IsCancellationRequested)
            {
                _flights.Abandon(reply.Ticket);
            }

            if (reply.Source == CaptionSource.Coalesced && flight.Origin != default)
            {
                Activity.Current?.AddLink(new ActivityLink(flight.Origin));
            }

            return reply;
        }
        finally
        {
            instruments.Waiting(-1);
            flight.Leave(waiter);
            if (flight.IsDeserted)
            {
                _flights.Remove(flight);
                flight.Cancel();
            }
        }
    }

    private async Task FlyAsync(Flight flight, ImagePixels pixels)
    {
        try
        {
            instruments.InferenceStarted();
            using var spoken = words.Hold(_digest, flight.Key);
            var caption = await router.CaptionAsync(new InferenceRequest(_digest, flight.Key, pixels), spoken.Words, flight.Deserted);
            if (!_captions.IsLoaded) await _captions.LoadAsync(); // A person may have corrected it: the store may be back by now.
            var keeping = flight.Forgotten ? Task.FromResult(false) : _captions.KeepAsync(flight, caption);
            flight.Keeping = keeping;
            flight.Land(caption, await keeping, time.GetUtcNow() + options.Value.TimeToLive, _captions.CorrectionFor(flight.Key));
        }
        catch (OperationCanceledException) when (flight.Deserted.IsCancellationRequested)
        {
            // Everyone left: nobody to tell.
        }
        catch (CaptionClusterException error)
        {
            flight.Fail(error);
        }
        catch (Exception error)
        {
            LogFailed(error, _digest);
            flight.Fail(InferenceErrors.Typed("cluster", error));
        }
        finally
        {
            _flights.Remove(flight);
            flight.Dispose();
        }
    }

    private IDisposable StartLease(Guid ticket)
    {
        DelayDeactivation(_lease);
        return this.RegisterGrainTimer(
            static (state, _) =>
            {
                state.Flights.Expire(state.Ticket);
                return Task.CompletedTask;
            },
            (Flights: _flights, Ticket: ticket),
            new GrainTimerCreationOptions(_lease, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    [LoggerMessage(LogLevel.Error, "Captioning {Digest} failed.")]
    private partial void LogFailed(Exception error, ImageDigest digest);
}
