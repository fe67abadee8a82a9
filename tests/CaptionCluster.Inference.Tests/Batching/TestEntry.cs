using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Tests.Batching;

internal sealed class TestEntry(int number, CancellationToken cancellationToken = default) : BatchEntry<int>(cancellationToken)
{
    public int Number { get; } = number;
}
