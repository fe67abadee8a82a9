namespace CaptionCluster.Client.Captions;

/// <summary>What a request's attempts know of each other: that pixels were sent, which the grain may never have got.</summary>
internal sealed class Errand
{
    private Action? _giveBack;

    public void Sent(IImageGrain image, Guid ticket) => Volatile.Write(ref _giveBack, () => image.AbandonAsync(ticket).Ignore());

    /// <summary>
    /// Gives the ticket of the pixels back. Were they lost with a silo, the next one is asked for them now, and not when the lease ends;
    /// were they not, the ticket is used and nothing happens.
    /// </summary>
    public void GiveBack() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
