namespace CaptionCluster.Inference.Batching;

/// <summary>
/// A thread of its own for work that blocks in native code: on the thread pool it would hold a worker for tens of milliseconds
/// and everyone else's continuations with it.
/// </summary>
internal sealed class DeviceThread : IDisposable
{
    private readonly Thread _thread;

    public DeviceThread(string name, Action body)
    {
        _thread = new Thread(() => body()) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Waits for the body's end; whoever calls has told it to end.</summary>
    public void Dispose() => _thread.Join();
}
