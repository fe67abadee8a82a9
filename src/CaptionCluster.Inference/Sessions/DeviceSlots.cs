namespace CaptionCluster.Inference.Sessions;

/// <summary>
/// How many graphs the device runs at a time. On a CPU: threads by threads a run, so that runs never take cores from each other or from
/// whoever answers requests. A GPU orders its runs itself.
/// </summary>
internal sealed class DeviceSlots : IDisposable
{
    private readonly SemaphoreSlim? _free;

    public DeviceSlots(DeviceOptions device)
    {
        if (device.Provider != ExecutionProvider.Cpu) return;
        var threads = device.Threads > 0 ? device.Threads : Environment.ProcessorCount;
        Count = Math.Max(1, threads / device.ThreadsPerRun);
        _free = new SemaphoreSlim(Count);
    }

    public int Count { get; } = 1;

    public void Enter() => _free?.Wait();

    public void Leave() => _free?.Release();

    public void Dispose() => _free?.Dispose();
}
