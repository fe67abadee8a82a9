namespace CaptionCluster.Storage.Sqlite.Writing;

/// <summary>One caller's change, waiting for its commit.</summary>
internal abstract class WriteRequest<TWriter>(CancellationToken cancellationToken)
{
    /// <summary>The caller left before its turn came: nothing is to be written.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    public abstract void Apply(TWriter writer);

    public abstract void Complete();

    public abstract void Fail(Exception error);

    public abstract void Abandon();
}

/// <summary>Nobody's: makes the writer open the file, or let go of one that is gone, though nobody writes.</summary>
internal sealed class Nudge<TWriter>() : WriteRequest<TWriter>(new CancellationToken(canceled: true))
{
    public override void Apply(TWriter writer)
    {
    }

    public override void Complete()
    {
    }

    public override void Fail(Exception error)
    {
    }

    public override void Abandon()
    {
    }
}

/// <inheritdoc/>
/// <param name="change">What it returns is the caller's once it is committed.</param>
internal sealed class WriteRequest<TWriter, TResult>(Func<TWriter, TResult> change, CancellationToken cancellationToken)
    : WriteRequest<TWriter>(cancellationToken)
{
    private readonly CancellationToken _cancellationToken = cancellationToken;
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    /// <summary>Ends when the change is committed, or has failed.</summary>
    public Task<TResult> Committed => _completion.Task;

    public override void Apply(TWriter writer) => _result = change(writer);

    public override void Complete() => _completion.TrySetResult(_result);

    public override void Fail(Exception error) => _completion.TrySetException(error);

    public override void Abandon() => _completion.TrySetCanceled(_cancellationToken);
}
