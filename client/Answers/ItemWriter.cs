using System.Text;
using System.Text.Json;
using CaptionCluster.Client.AltText;

namespace CaptionCluster.Client.Answers;

/// <summary>
/// Writes answers of one picture among many. One that can't be written is told as its own error: its neighbours' answers go out.
/// </summary>
internal sealed partial class ItemWriter(ILogger<ItemWriter> logger)
{
    private static readonly ItemError s_unwritable =
        new("/problems/internal-error", "There is a result, but it can't be written; the service's log says more.");

    /// <summary>As a line of JSON, ended.</summary>
    public byte[] Line(ItemAnswer item) => [.. Write(item, () => item).Json!, (byte)'\n'];

    /// <summary>For a place in a larger answer.</summary>
    public ItemAnswer Of(JobOutcome outcome, AltTextStyle style) => Write(ItemAnswer.Bare(outcome), () => ItemAnswer.Of(outcome, style));

    private ItemAnswer Write(ItemAnswer bare, Func<ItemAnswer> make)
    {
        try
        {
            return Written(make());
        }
        catch (Exception error) when (IsOfTheAnswer(error))
        {
            LogUnwritable(error, bare.Index);
            return Written(bare with { Id = Unicode(bare.Id), Result = null, Error = s_unwritable });
        }
    }

    /// <summary>A text that is no Unicode, a value that has no name.</summary>
    private static bool IsOfTheAnswer(Exception error) =>
        error is ArgumentException or InvalidOperationException or JsonException or NotSupportedException;

    private static string? Unicode(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static ItemAnswer Written(ItemAnswer item) =>
        item with { Json = JsonSerializer.SerializeToUtf8Bytes(item, ItemJson.Default.ItemAnswer) };

    [LoggerMessage(LogLevel.Error, "The answer of item {Index} can't be written")]
    private partial void LogUnwritable(Exception exception, int index);
}
