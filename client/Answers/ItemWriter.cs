using System.Text;
using System.Text.Json;
using CaptionCluster.Client.Jobs.Answers;

namespace CaptionCluster.Client.Answers;

/// <summary>Answers of one picture among many. One that can't be written is told as its own error: its neighbours' answers go out.</summary>
internal sealed partial class ItemWriter(ILogger<ItemWriter> logger)
{
    private static readonly ItemError Unwritable = new("/problems/internal-error", "There is a result, but it can't be written; the service's log says more.");

    /// <summary>As a line of JSON, ended.</summary>
    public byte[] Line(ItemAnswer item)
    {
        try
        {
            return LineOf(item);
        }
        catch (Exception error) when (IsOfTheAnswer(error))
        {
            LogUnwritable(error, item.Index);
            return LineOf(Instead(item));
        }
    }

    /// <summary>The same for a place in a larger answer.</summary>
    public ItemAnswer Of(JobOutcome outcome)
    {
        var bare = new ItemAnswer(outcome.Index, outcome.Name, outcome.Digest.ToString(), null, null, outcome.Attempts, outcome.At);
        try
        {
            var answer = JobAnswers.Of(outcome);
            _ = LineOf(answer);
            return answer;
        }
        catch (Exception error) when (IsOfTheAnswer(error))
        {
            LogUnwritable(error, outcome.Index);
            return Instead(bare);
        }
    }

    /// <summary>A text that is no Unicode, a value that has no name.</summary>
    private static bool IsOfTheAnswer(Exception error) => error is ArgumentException or InvalidOperationException or JsonException or NotSupportedException;

    private static ItemAnswer Instead(ItemAnswer item) => item with { Id = Unicode(item.Id), Result = null, Error = Unwritable };

    private static string? Unicode(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static byte[] LineOf(ItemAnswer item) => [.. JsonSerializer.SerializeToUtf8Bytes(item, ItemJson.Default.ItemAnswer), (byte)'\n'];

    [LoggerMessage(LogLevel.Error, "The answer of item {Index} can't be written")]
    private partial void LogUnwritable(Exception exception, int index);
}
