using CaptionCluster.Storage.Writing;

namespace CaptionCluster.Storage.Sqlite.Writing;

/// <summary>One caller's change, waiting for its commit.</summary>
internal abstract class Change<TWriter>(CancellationToken cancellationToken) : WriteRequest(cancellationToken)
{
    public abstract void Apply(TWriter writer);
}

/// <inheritdoc/>
/// <param name="change">What it returns is the caller's once it is committed.</param>
internal sealed class Change<TWriter, TResult>(Func<TWriter, TResult> change, CancellationToken cancellationToken)
    : Change<TWriter>(cancellationToken)
{
    public TResult Result { get; private set; } = default!;

    public override void Apply(TWriter writer) => Result = change(writer);
}

/// <summary>Nobody's: makes the writer open the file, or let go of one that is gone, though nobody writes.</summary>
internal sealed class Nudge<TWriter>() : Change<TWriter>(new CancellationToken(canceled: true))
{
    public override void Apply(TWriter writer)
    {
    }
}
