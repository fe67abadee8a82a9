using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Streaming;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>A chat completion as events: deltas while words are decided, and, once one is out, what went wrong.</summary>
internal sealed class ChatStream(HttpContext http, CaptionKey key, AltTextStyle style, bool withUsage, TimeProvider time) : IWordsTeller
{
    private readonly EventStream _events = new(http.Response);
    private readonly ChatChunks _chunks = new(new ChatFrame(key.Model, time.GetUtcNow()), style, withUsage);

    /// <summary>With beams the best sentence so far may yet be another one: nobody asks for its words.</summary>
    public ValueTask<T> WhileAsync<T>(Func<IProgress<string>?, ValueTask<T>> ask)
    {
        var isSettled = key.Decoding is { NumBeams: 1 };
        return new WordsPump(_events, http, time).WhileAsync(words => ask(isSettled ? words : null), WriteNext);
    }

    public ValueTask EndAsync(in CaptionOutcome outcome)
    {
        foreach (var chunk in _chunks.End(outcome.Known.Caption)) _events.Write(chunk.ToJsonString());
        _events.Write("[DONE]");
        return _events.FlushAsync(http.RequestAborted);
    }

    /// <summary>Tells of a failure, if it is too late for another status.</summary>
    public async ValueTask<bool> TryFailAsync(Exception error, ProblemReports problems)
    {
        if (!_events.HasBegun || Departure.IsBehind(error, http)) return false;
        var (_, json) = new ChatProblems().Tell(problems.Of(error, http), new HeaderDictionary());
        _events.Write(json.ToJsonString());
        await _events.FlushAsync(http.RequestAborted);
        return true;
    }

    private bool WriteNext(string words)
    {
        if (_chunks.Next(words) is not { } chunk) return false;
        _events.Write(chunk.ToJsonString());
        return true;
    }
}
