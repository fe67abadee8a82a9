using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Tests.Batching;

internal sealed class TestEntry(int number, CancellationToken cancellationToken = default, bool handsOver = false)
    : BatchEntry<int>(cancellationToken, handsOver)
{
    public int Number { get; } = number;
}
