using System.IO.Pipelines;

namespace CaptionCluster.Client.Intake;

/// <summary>The mark that some editors and libraries put before UTF-8. RFC 8259 lets a parser of JSON ignore it.</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    public static async ValueTask SkipAsync(PipeReader source, CancellationToken cancellationToken)
    {
        var read = await source.ReadAtLeastAsync(Mark.Length, cancellationToken);
        var skipped = StartsWithMark(new(read.Buffer)) ? Mark.Length : 0;
        source.AdvanceTo(read.Buffer.GetPosition(skipped));
    }

    private static bool StartsWithMark(System.Buffers.SequenceReader<byte> bytes) => bytes.IsNext(Mark);
}
