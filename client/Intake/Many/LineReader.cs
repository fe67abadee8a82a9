using System.Buffers;
using System.IO.Pipelines;
using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Intake.Many;

/// <param name="Bytes">The line without its end, its receiver's to dispose of; null when it was skipped.</param>
/// <param name="Refusal">Why it was.</param>
internal sealed record Line(UploadBytes? Bytes, CaptionClusterException? Refusal);

/// <summary>Cuts a body into its lines. One line is in memory at a time; blank ones are passed over.</summary>
internal sealed class LineReader(PipeReader source, BodyReader body, Caller caller, PacedReader? pace)
{
    /// <summary>Null at the end of the body.</summary>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        UploadBytes? line = null;
        CaptionClusterException? refusal = null;
        try
        {
            while (true)
            {
                var read = await source.ReadAsync(cancellationToken);
                var end = read.Buffer.PositionOf((byte)'\n');
                var piece = end is { } newLine ? read.Buffer.Slice(0, newLine) : read.Buffer;

                try
                {
                    if ((line?.Length ?? 0) + piece.Length > body.MaxJsonBytes) refusal ??= TooLong();
                    if (refusal is null && !piece.IsEmpty) await body.AppendAsync(line ??= body.NewText(caller), piece, cancellationToken);
                }
                catch (OverloadedException error)
                {
                    refusal = error; // The next line may find room.
                }
                finally
                {
                    source.AdvanceTo(end is { } at ? read.Buffer.GetPosition(1, at) : read.Buffer.End);
                }

                if (refusal is not null) Drop(ref line);
                pace?.IsWithinItem = end is null && (line is not null || refusal is not null);
                if (end is null && !read.IsCompleted) continue;
                if (refusal is not null) return new Line(null, refusal);
                line?.Complete();
                if (line is not null && !IsBlank(line.Span)) return new Line(line, null);
                Drop(ref line);
                if (read.IsCompleted && end is null) return null;
            }
        }
        catch
        {
            line?.Dispose();
            throw;
        }
    }

    private ImageRejectedException TooLong() =>
        new(
            ImageRejection.TooLarge,
            "too-many-bytes",
            $"The line is longer than a picture of the {body.MaxImageBytes} bytes that are accepted."
        );

    private static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r"u8);

    private static void Drop(ref UploadBytes? line)
    {
        line?.Dispose();
        line = null;
    }
}
