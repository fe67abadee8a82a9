using System.Reflection;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>
/// A store in which one kind of call takes effect late: it waits at a gate, and whoever cancels leaves it alone there. What has been asked
/// of a database may still be done by it.
/// </summary>
internal class LateStore : DispatchProxy
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IJobStore _store = null!;
    private string _late = "";
    private Task _landing = Task.CompletedTask;

    /// <summary>Ends when the first late call waits.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Ends when the last late call has taken effect, or failed.</summary>
    public Task Landed => _landing.ContinueWith(_ => { }, TaskScheduler.Default);

    /// <param name="late">The method's name.</param>
    public static (IJobStore Store, LateStore Control) Over(IJobStore store, string late)
    {
        var proxy = Create<IJobStore, LateStore>();
        var control = (LateStore)(object)proxy;
        (control._store, control._late) = (store, late);
        return (proxy, control);
    }

    public void OpenGate() => _gate.TrySetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name != _late) return targetMethod.Invoke(_store, args);
        var leaving = (CancellationToken)args![^1]!;
        args[^1] = CancellationToken.None;
        _arrived.TrySetResult();
        return targetMethod.ReturnType == typeof(Task)
            ? Late(async () => { await (Task)targetMethod.Invoke(_store, args)!; return true; }).WaitAsync(leaving)
            : Late(() => (Task<Job>)targetMethod.Invoke(_store, args)!).WaitAsync(leaving);
    }

    private Task<T> Late<T>(Func<Task<T>> call)
    {
        var landing = LandAsync();
        _landing = landing;
        return landing;

        async Task<T> LandAsync()
        {
            await _gate.Task;
            return await call();
        }
    }
}
