using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake;

/// <summary>What all uploads together may hold in memory. Refuses instead of waiting: uploads that wait for each other's memory would never end.</summary>
internal sealed class BufferBudget(IOptions<IntakeOptions> options)
{
    private readonly long _limit = options.Value.BufferedBytesLimit;
    private long _held;

    public long HeldBytes => Volatile.Read(ref _held);

    /// <exception cref="OverloadedException">Too many bytes are held already.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= _limit) return;
        Release(bytes);
        throw new OverloadedException($"The uploads in progress already hold the {_limit} bytes that are given to them.", TimeSpan.FromSeconds(1));
    }

    public void Release(int bytes) => Interlocked.Add(ref _held, -bytes);
}
