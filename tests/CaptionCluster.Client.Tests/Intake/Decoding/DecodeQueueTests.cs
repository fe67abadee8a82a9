using CaptionCluster.Client.Intake.Decoding;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Intake.Decoding;

public sealed class DecodeQueueTests
{
    private const double Small = 0.005;
    private const double Huge = 1;

    private readonly FakeTimeProvider _time = new();
    private readonly DecodeQueue _line;

    public DecodeQueueTests() => _line = new DecodeQueue(threads: 2, maxDepth: 1000, _time);

    [Fact]
    public void Take_SeveralPriorities_PeopleFirst()
    {
        var job = Add(Small, CaptionPriority.Job);
        var batch = Add(Small, CaptionPriority.Batch);
        var person = Add(Small);

        Assert.Equal([person, batch, job], [TakeAndDo(), TakeAndDo(), TakeAndDo()]);
    }

    [Fact]
    public void Take_PeopleWithoutEnd_LetsAJobThroughNowAndThen()
    {
        var job = Add(Small, CaptionPriority.Job);
        for (var i = 0; i < 20; i++) Add(Small);

        Assert.Contains(job, Enumerable.Range(0, 17).Select(_ => TakeAndDo()));
    }

    [Theory]
    [InlineData(Small)]
    [InlineData(Huge)]
    public void Take_ABatchBetweenTwoBusyLines_HasItsShareOfTheTurns(double seconds)
    {
        for (var i = 0; i < 42; i++)
        {
            foreach (var priority in Enum.GetValues<CaptionPriority>()) Add(seconds, priority, patience: 600);
        }

        var turns = Enumerable.Range(0, 42).Select(_ => TakeAndDo()).CountBy(job => job.Priority).ToDictionary();

        Assert.Equal((32, 8, 2), (turns[CaptionPriority.Interactive], turns[CaptionPriority.Batch], turns[CaptionPriority.Job]));
    }

    [Fact]
    public void Take_HugeOnesBefore_ASmallOneHasAThread()
    {
        for (var i = 0; i < 10; i++) Add(Huge);
        var small = Add(Small, CaptionPriority.Job);

        Assert.True(_line.Take()!.IsHuge);
        Assert.Same(small, _line.Take());
    }

    [Fact]
    public void Take_SmallOnesWithoutEnd_DoNotStarveAHugeOne()
    {
        for (var i = 0; i < 100; i++) Add(Small);
        var huge = Add(Huge, CaptionPriority.Job);

        Assert.Same(huge, _line.Take());
    }

    /// <summary>The same within a lane: what takes 90 ms is large to what takes 5.</summary>
    [Fact]
    public void Take_LargeOnesBefore_SizesShareTheTime()
    {
        for (var i = 0; i < 50; i++) Add(0.09);
        var small = Enumerable.Range(0, 10).Select(_ => Add(Small)).ToArray();

        var taken = Enumerable.Range(0, 13).Select(_ => TakeAndDo()).ToArray();

        Assert.Subset(taken.ToHashSet(), small.ToHashSet());
        Assert.InRange(taken.Count(job => job.Seconds > Small), 1, 3);
    }

    [Fact]
    public void Take_ALargeOneBehindManySmallOnes_HasItsShare()
    {
        for (var i = 0; i < 100; i++) Add(Small);
        var large = Add(0.09);

        Assert.Contains(large, Enumerable.Range(0, 3).Select(_ => TakeAndDo()));
    }

    [Fact]
    public async Task Add_MoreThanCanBeDoneInTime_IsRefusedAndSaysWhenToComeBack()
    {
        var accepted = Enumerable.Range(0, 45).Select(_ => Add(Huge)).ToArray(); // Three quarters of a minute.

        var refused = Add(Huge);

        Assert.All(accepted, job => Assert.False(job.Task.IsCompleted));
        var error = await Assert.ThrowsAsync<OverloadedException>(() => refused.Task);
        Assert.Equal(TimeSpan.FromSeconds(1), error.RetryAfter);
        Assert.False(Add(Small).Task.IsCompleted);
    }

    [Fact]
    public async Task Add_LessPatience_IsRefusedSooner()
    {
        for (var i = 0; i < 5; i++) Add(Huge);

        var refused = Add(Huge, patience: 4);

        Assert.Equal(TimeSpan.FromSeconds(3), (await Assert.ThrowsAsync<OverloadedException>(() => refused.Task)).RetryAfter);
    }

    [Fact]
    public void Add_NothingBefore_IsTriedHoweverLongItTakes()
    {
        var huge = Add(100, patience: 1);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Same(huge, _line.Take());
    }

    [Fact]
    public async Task Add_LessUrgent_CountsTheTurnsThatGoFirst()
    {
        for (var i = 0; i < 35; i++) Add(Huge);
        for (var i = 0; i < 5; i++) Add(Huge, CaptionPriority.Batch);
        for (var i = 0; i < 5; i++) Assert.False(Add(Huge, CaptionPriority.Job).Task.IsCompleted);

        await Assert.ThrowsAsync<OverloadedException>(() => Add(Huge, CaptionPriority.Job).Task);
        Assert.False(Add(Huge).Task.IsCompleted);
    }

    [Fact]
    public void Add_MorePeopleThanTheTimeAllows_ABatchHasItsTurnsAllTheSame()
    {
        for (var i = 0; i < 45; i++) Add(Huge);

        Assert.False(Add(Huge, CaptionPriority.Batch).Task.IsCompleted);
    }

    /// <summary>The estimates were far too low: it is told so, and not begun to be given up half-way.</summary>
    [Fact]
    public async Task Take_ItsTurnComesTooLate_IsRefusedAndTheNextTaken()
    {
        Add(Huge);
        var late = Add(Huge);
        var running = _line.Take()!;
        _time.Advance(TimeSpan.FromSeconds(50));
        var fresh = Add(Huge);
        _line.Done(running);

        Assert.Same(fresh, _line.Take());
        await Assert.ThrowsAsync<OverloadedException>(() => late.Task);
    }

    [Fact]
    public async Task Add_CallersWhoLeft_CountNoLonger()
    {
        using var leaving = new CancellationTokenSource();
        var left = Enumerable.Range(0, 45).Select(_ => Add(Huge, cancellationToken: leaving.Token)).ToArray();

        await leaving.CancelAsync();

        Assert.All(left, job => Assert.True(job.Task.IsCanceled));
        Assert.Equal(0, _line.Count);
        var next = Add(Huge);
        Assert.Same(next, _line.Take());
    }

    [Fact]
    public void Take_Closed_DrainsAndThenTellsEveryThread()
    {
        var left = Add(Small, CaptionPriority.Job);
        _line.Close();

        Assert.Same(left, TakeAndDo());
        Assert.Null(_line.Take());
        Assert.Null(_line.Take());
        Assert.Equal(0, _line.Count);
    }

    private DecodeJob TakeAndDo()
    {
        var job = _line.Take()!;
        _line.Done(job);
        return job;
    }

    private DecodeJob Add(
        double seconds,
        CaptionPriority priority = CaptionPriority.Interactive,
        double patience = 60,
        CancellationToken cancellationToken = default
    )
    {
        var expected = TimeSpan.FromSeconds(seconds);
        var job = new DecodeJob(
            default,
            new ImageProcessing(1, 1, ResampleFilter.Box),
            default,
            new DecodeLoad(ImageFormat.Jpeg, true, expected),
            expected,
            cancellationToken
        )
        {
            Priority = priority,
            Patience = TimeSpan.FromSeconds(patience),
        };
        _line.Add(job);
        return job;
    }
}
