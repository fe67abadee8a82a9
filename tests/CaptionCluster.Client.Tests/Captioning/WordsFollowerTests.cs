using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace CaptionCluster.Client.Tests.Captioning;

/// <summary>Words beside the call: whatever becomes of them, the answer is the call's.</summary>
public sealed class WordsFollowerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<CaptionOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _heard = [];
    private readonly List<string> _questions = [];

    [Fact]
    public async Task Follow_Words_AsksForOthersThanItHasUntilTheAnswer()
    {
        var following = FollowAsync(Say("a"), Say("a dog"), Say("a"), Silence);

        await Patience.For(_silent.Task);
        Assert.Equal(["", "a", "a dog", "a"], _questions);
        _answer.SetResult(Outcome());

        await Patience.For(following);
        Assert.Equal(["a", "a dog", "a"], _heard);
    }

    /// <summary>A silo was lost, or said nothing: asked again after a while.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_QuestionIsLost_AsksAgain(bool fails)
    {
        var following = FollowAsync(
            Say("a"),
            left => fails ? Task.FromException<WordsReply>(new SiloUnavailableException()) : Silence(left),
            Say("a dog"),
            Silence
        );

        await Patience.UntilAsync("asked again", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(_heard.Count == 2);
        });
        _answer.SetResult(Outcome());

        await Patience.For(following);
        Assert.Equal(["a", "a dog"], _heard);
    }

    /// <summary>The silo knows no words, and writes an error into its log each time.</summary>
    [Fact]
    public async Task Follow_QuestionIsNotUnderstood_IsNotAskedAgain()
    {
        var following = FollowAsync(_ => Task.FromException<WordsReply>(new NotSupportedException("Unknown method.")), Say("a"));
        _time.Advance(TimeSpan.FromMinutes(1));

        _answer.SetResult(Outcome());

        await Patience.For(following);
        Assert.Single(_questions);
        Assert.Empty(_heard);
    }

    [Fact]
    public async Task Follow_CallFails_IsItsFailure()
    {
        var following = FollowAsync(Silence);
        _answer.SetException(new OverloadedException("Full.", TimeSpan.Zero));

        await Assert.ThrowsAsync<OverloadedException>(() => Patience.For(following));
    }

    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Func<CancellationToken, Task<WordsReply>> Say(string text) => _ => Task.FromResult(new WordsReply(text));

    private Task<WordsReply> Silence(CancellationToken left)
    {
        _silent.TrySetResult();
        return new TaskCompletionSource<WordsReply>().Task.WaitAsync(left);
    }

    private Task<CaptionOutcome> FollowAsync(params Func<CancellationToken, Task<WordsReply>>[] replies)
    {
        var next = new Queue<Func<CancellationToken, Task<WordsReply>>>(replies);
        var follower = new WordsFollower(_time, NullLogger<WordsFollower>.Instance);
        return follower.FollowAsync(_answer.Task, Ask, new Heard(_heard));

        Task<WordsReply> Ask(string known, CancellationToken left)
        {
            _questions.Add(known);
            return next.Dequeue()(left);
        }
    }

    private static CaptionOutcome Outcome() => new(
        new KnownCaption(SampleCaptions.Digest(1), SampleCaptions.Key(), SampleCaptions.Sample()), CaptionSource.Computed, Stored: true);

    private sealed class Heard(List<string> texts) : IProgress<string>
    {
        public void Report(string value) => texts.Add(value);
    }
}
