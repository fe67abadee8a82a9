using System.Buffers;
using System.IO.Pipelines;

namespace CaptionCluster.Client.Intake.Many;

/// <param name="Bytes">The line without its end, its receiver's to dispose of; null when it was too long and was skipped.</param>
internal sealed record Line(PooledBytes? Bytes);

/// <summary>Cuts a body into its lines. One line is in memory at a time; blank ones are passed over.</summary>
internal sealed class LineReader(PipeReader source, BodyReader body)
{
    /// <summary>Null at the end of the body.</summary>
    /// <exception cref="OverloadedException">All uploads together hold too much.</exception>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        PooledBytes? line = null;
        var tooLong = false;
        try
        {
            while (true)
            {
                var read = await source.ReadAsync(cancellationToken);
                var end = read.Buffer.PositionOf((byte)'\n');
                var piece = end is { } newLine ? read.Buffer.Slice(0, newLine) : read.Buffer;

                try
                {
                    tooLong |= (line?.Length ?? 0) + piece.Length > body.MaxJsonBytes;
                    if (tooLong) Drop(ref line);
                    else if (!piece.IsEmpty) (line ??= body.NewBuffer()).Append(piece);
                }
                finally
                {
                    source.AdvanceTo(end is { } at ? read.Buffer.GetPosition(1, at) : read.Buffer.End);
                }

                if (end is null && !read.IsCompleted) continue;
                if (tooLong) return new Line(null);
                if (line is not null && !IsBlank(line.Span)) return new Line(line);
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

    private static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r"u8);

    private static void Drop(ref PooledBytes? line)
    {
        line?.Dispose();
        line = null;
    }
}
