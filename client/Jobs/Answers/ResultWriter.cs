using System.Globalization;
using System.Text;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Jobs.Answers;

/// <summary>A job's outcomes as a file: JSON lines, or comma-separated values (RFC 4180) for spreadsheets.</summary>
internal abstract class ResultWriter
{
    public static ResultWriter Lines { get; } = new JsonLines();

    public static ResultWriter Csv { get; } = new CommaSeparated();

    public abstract string ContentType { get; }

    public abstract string Extension { get; }

    /// <summary>Before all else.</summary>
    public virtual ReadOnlyMemory<byte> Mark => default;

    public virtual ReadOnlyMemory<byte> Header => default;

    /// <param name="item">As an <see cref="ItemWriter"/> made it.</param>
    public abstract ReadOnlyMemory<byte> Write(ItemAnswer item);

    private sealed class JsonLines : ResultWriter
    {
        public override string ContentType => "application/x-ndjson";

        public override string Extension => "ndjson";

        public override ReadOnlyMemory<byte> Write(ItemAnswer item) => (byte[])[.. item.Json!, (byte)'\n'];
    }

    private sealed class CommaSeparated : ResultWriter
    {
        public override string ContentType => "text/csv; charset=utf-8";

        public override string Extension => "csv";

        /// <summary>Excel takes what has no mark for the machine's old code page.</summary>
        public override ReadOnlyMemory<byte> Mark => "\uFEFF"u8.ToArray();

        public override ReadOnlyMemory<byte> Header =>
            Line(["index", "id", "sha256", .. CaptionAnswer.Columns.Select(column => column.Name), "error", "detail"]);

        public override ReadOnlyMemory<byte> Write(ItemAnswer item) => Line(
        [
            Cell(item.Index), Cell(item.Id), Cell(item.Sha256),
            .. CaptionAnswer.Columns.Select(column => item.Result is { } result ? Cell(column.Value(result)) : ""),
            Cell(item.Error?.Type), Cell(item.Error?.Detail),
        ]);

        private static byte[] Line(IEnumerable<string> cells) => Encoding.UTF8.GetBytes(string.Join(',', cells) + "\r\n");

        private static string Cell(object? value) =>
            value is string text ? Quoted(text) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

        /// <summary>What a spreadsheet would take for a formula gets an apostrophe, as names come from strangers.</summary>
        private static string Quoted(string text)
        {
            if (text.Length == 0) return "";
            if (IsFormula(text)) text = "'" + text;
            return text.AsSpan().ContainsAny(",;\"\r\n\t") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        }

        /// <summary>Also behind blanks, and in the wide forms that East Asian editions read alike (OWASP, CSV injection).</summary>
        private static bool IsFormula(string text) =>
            text[0] is '\t' or '\r' or '\n' || text.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];
    }
}
