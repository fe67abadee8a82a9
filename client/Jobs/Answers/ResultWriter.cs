using System.Globalization;
using System.Text;
using System.Text.Json;
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

    public abstract ReadOnlyMemory<byte> Write(ItemAnswer item);

    private sealed class JsonLines : ResultWriter
    {
        public override string ContentType => "application/x-ndjson";

        public override string Extension => "ndjson";

        public override ReadOnlyMemory<byte> Write(ItemAnswer item) =>
            (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(item, ItemJson.Default.ItemAnswer), (byte)'\n'];
    }

    private sealed class CommaSeparated : ResultWriter
    {
        public override string ContentType => "text/csv; charset=utf-8";

        public override string Extension => "csv";

        /// <summary>Excel takes what has no mark for the machine's old code page.</summary>
        public override ReadOnlyMemory<byte> Mark => "\uFEFF"u8.ToArray();

        public override ReadOnlyMemory<byte> Header =>
            "index,id,sha256,caption,altText,confidence,adequacy,quality,width,height,format,model,revision,variant,error,detail\r\n"u8.ToArray();

        public override ReadOnlyMemory<byte> Write(ItemAnswer item)
        {
            var result = item.Result;
            return Encoding.UTF8.GetBytes(string.Join(',',
            [
                Number(item.Index), Quoted(item.Id), Quoted(item.Sha256),
                Quoted(result?.Caption), Quoted(result?.AltText), Number(result?.Confidence), Number(result?.Adequacy), Number(result?.Quality),
                Number(result?.Image.Width), Number(result?.Image.Height), Quoted(result?.Image.Format),
                Quoted(result?.Model.Name), Quoted(result?.Model.Revision), Quoted(result?.Model.Variant),
                Quoted(item.Error?.Type), Quoted(item.Error?.Detail),
            ]) + "\r\n");
        }

        private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

        /// <summary>What a spreadsheet would take for a formula gets an apostrophe, as names come from strangers.</summary>
        private static string Quoted(string? text)
        {
            if (string.IsNullOrEmpty(text)) return "";
            if (IsFormula(text)) text = "'" + text;
            return text.AsSpan().ContainsAny(",;\"\r\n\t") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        }

        /// <summary>Also behind blanks, and in the wide forms that East Asian editions read alike (OWASP, CSV injection).</summary>
        private static bool IsFormula(string text) =>
            text[0] is '\t' or '\r' or '\n' || text.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];
    }
}
