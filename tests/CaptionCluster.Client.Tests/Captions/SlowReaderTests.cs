using System.Text;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Streaming;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Captions;

/// <summary>A stream whose client reads slowly, or that has nothing to say.</summary>
public sealed class SlowReaderTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HeldBody _body = new();
    private readonly TaskCompletionSource<CaptionOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CaptionStream _stream;
    private IProgress<string> _words = null!;

    public SlowReaderTests() => _stream = new CaptionStream(new DefaultHttpContext { Response = { Body = _body } }, _time);

    [Fact]
    public async Task While_ClientIsSlow_GetsTheLatestWordsAndHoldsNobodyUp()
    {
        _body.Gate.Close();
        var asking = AskAsync();
        _words.Report("a");
        await _body.Gate.ArrivedAsync();
        foreach (var text in new[] { "a dog", "a dog runs", "a dog runs away" }) _words.Report(text); // Returns at once.

        _body.Gate.Open();
        await _body.ReachAsync("away");
        _answer.SetResult(Outcome());
        await Patience.For(asking);

        Assert.Equal(
            """
            event: words
            data: {"text":"a","final":false}

            event: words
            data: {"text":"a dog runs away","final":false}


            """.ReplaceLineEndings("\n"),
            _body.Text);
    }

    [Fact]
    public async Task While_NothingIsSaidForLong_SendsAComment()
    {
        var asking = AskAsync();

        _time.Advance(EventStream.Heartbeat - TimeSpan.FromMilliseconds(1));
        Assert.Equal("", _body.Text);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _body.ReachAsync(": still here\n\n");

        _answer.SetResult(Outcome());
        await Patience.For(asking);
    }

    /// <summary>It may still read the request's picture.</summary>
    [Fact]
    public async Task While_WritingFails_WaitsForTheWorkToEnd()
    {
        _body.Failure = new IOException("Gone.");
        var asking = AskAsync();

        _words.Report("a");
        await _body.Gate.ArrivedAsync();
        Assert.False(asking.IsCompleted);
        _answer.SetCanceled();

        await Assert.ThrowsAnyAsync<Exception>(() => Patience.For(asking));
    }

    private Task<CaptionOutcome> AskAsync() => _stream.WhileAsync(words =>
    {
        _words = words;
        return new ValueTask<CaptionOutcome>(_answer.Task);
    }).AsTask();

    private static CaptionOutcome Outcome() => new(
        new KnownCaption(SampleCaptions.Digest(1), SampleCaptions.Key(), SampleCaptions.Sample()), CaptionSource.Computed, Stored: true);

    private sealed class HeldBody : MemoryStream
    {
        private readonly StringBuilder _text = new();

        public Gate Gate { get; } = new();

        public Exception? Failure { get; set; }

        public string Text
        {
            get { lock (_text) return _text.ToString(); }
        }

        public Task ReachAsync(string part) =>
            Patience.UntilAsync(part, () => Task.FromResult(Text.Contains(part, StringComparison.Ordinal)));

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Gate.PassAsync(cancellationToken);
            if (Failure is not null) throw Failure;
            lock (_text) _text.Append(Encoding.UTF8.GetString(buffer.Span));
        }
    }
}
