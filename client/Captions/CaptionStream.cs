using System.Text.Json;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Streaming;

namespace CaptionCluster.Client.Captions;

/// <summary>
/// A caption as events: its words while they are decided, then the whole answer; or, once an event is out, what went wrong.
/// </summary>
internal sealed class CaptionStream(HttpContext http, TimeProvider time)
{
    private readonly EventStream _events = new(http.Response);

    /// <summary>Sends words until the answer is there.</summary>
    public ValueTask<CaptionOutcome> WhileAsync(Func<IProgress<string>, ValueTask<CaptionOutcome>> ask) =>
        new WordsPump(_events, http, time).WhileAsync(ask, text => Write(new WordsAnswer(text, Final: false)));

    /// <param name="answer">As it would be answered without a stream.</param>
    public ValueTask EndAsync(in CaptionOutcome outcome, ReadOnlySpan<byte> answer)
    {
        if (outcome.Source != CaptionSource.Hit) Write(new WordsAnswer(outcome.Known.Caption.Text, Final: true));
        _events.Write("caption", answer);
        return _events.FlushAsync(http.RequestAborted);
    }

    /// <summary>Tells of a failure, if it is too late for another status.</summary>
    public async ValueTask<bool> TryFailAsync(Exception error, ProblemReports problems)
    {
        if (!_events.HasBegun || Departure.IsBehind(error, http)) return false;
        _events.Write("error", ProblemWriter.Json(problems.Of(error, http)));
        await _events.FlushAsync(http.RequestAborted);
        return true;
    }

    private bool Write(WordsAnswer words)
    {
        _events.Write("words", JsonSerializer.SerializeToUtf8Bytes(words, WordsJson.Default.WordsAnswer));
        return true;
    }
}
