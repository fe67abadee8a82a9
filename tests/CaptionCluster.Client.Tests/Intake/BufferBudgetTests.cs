using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Intake;

public sealed class BufferBudgetTests
{
    private const long MiB = 1 << 20;

    private static readonly Caller s_one = new("address 1", "connection 1");
    private static readonly Caller s_two = new("address 2", "connection 2");

    private readonly FakeTimeProvider _time = new();
    private readonly BufferBudget _budget;

    public BufferBudgetTests() =>
        _budget = new BufferBudget(
            Options.Create(
                new IntakeOptions
                {
                    MaxBufferedBytes = 100 * MiB,
                    MaxShareOfCaller = 0.25,
                    MaxRoomWait = TimeSpan.FromMinutes(1),
                }
            ),
            _time
        );

    [Theory]
    [InlineData("address 1", "connection 7")]
    [InlineData("address 7", "connection 1")]
    public async Task GrowAsync_BeyondACallersShare_WaitsWhileOthersGoOn(params string[] names)
    {
        using var first = await HoldAsync(s_one, 20);
        using var second = _budget.Open(new Caller(names));
        var waiting = GrowAsync(second, 20);
        using var other = await HoldAsync(s_two, 20);
        Assert.False(waiting.IsCompleted);

        first.Dispose();

        await waiting;
        Assert.Equal(40 * MiB, _budget.HeldBytes);
    }

    [Fact]
    public async Task GrowAsync_Small_PassesLargeOnesThatWait()
    {
        using var first = await HoldAsync(s_one, 20);
        using var second = _budget.Open(s_one);
        var waiting = GrowAsync(second, 20);
        using var photo = _budget.Open(s_one);

        await _budget.GrowAsync(photo, MiB, large: false, CancellationToken.None);

        Assert.False(waiting.IsCompleted);
    }

    /// <summary>However much small ones hold: each of them may wait to become large.</summary>
    [Fact]
    public async Task GrowAsync_ManyThatWantMore_OneAfterAnotherGetsIt()
    {
        var holds = Enumerable.Range(0, 25).Select(_ => _budget.Open(s_one)).ToArray();
        foreach (var hold in holds) await _budget.GrowAsync(hold, MiB, large: false, CancellationToken.None);

        var growing = holds.Select(async hold =>
        {
            await GrowAsync(hold, 20);
            hold.Dispose();
        });

        await Task.WhenAll(growing).WaitAsync(Patience.Limit);
        Assert.Equal(0, _budget.HeldBytes);
    }

    [Fact]
    public async Task GrowAsync_AllIsTaken_LargeOnesGoInOrder()
    {
        var held = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => HoldAsync(new Caller($"{i}"), 20)));
        using var large = _budget.Open(s_one);
        using var lesser = _budget.Open(s_two);
        var first = GrowAsync(large, 20);
        var second = GrowAsync(lesser, 10);

        held[0].Dispose();

        await first;
        Assert.False(second.IsCompleted);
        held[1].Dispose();
        await second;
    }

    [Fact]
    public async Task GrowAsync_NoRoomInTime_IsOverloadedAndHoldsNothing()
    {
        using var first = await HoldAsync(s_one, 20);
        var second = _budget.Open(s_one);
        var waiting = GrowAsync(second, 20);

        _time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<OverloadedException>(() => waiting);
        second.Dispose();
        Assert.Equal((20 * MiB, 0), (_budget.HeldBytes, _budget.Waiting));
    }

    [Fact]
    public async Task GrowAsync_CallerLeaves_MakesWay()
    {
        using var first = await HoldAsync(s_one, 20);
        using var leaving = new CancellationTokenSource();
        using var second = _budget.Open(s_one);
        var waiting = _budget.GrowAsync(second, 20 * MiB, large: true, leaving.Token).AsTask();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, _budget.Waiting);
    }

    [Fact]
    public async Task IsWanted_SomeoneElsesShare_IsNot()
    {
        using var first = await HoldAsync(s_one, 20);
        using var other = await HoldAsync(s_two, 20);
        using var second = _budget.Open(s_one);
        var waiting = GrowAsync(second, 20);

        Assert.True(_budget.IsWanted(first));
        Assert.False(_budget.IsWanted(other));
        first.Dispose();
        await waiting;
    }

    private async Task<BufferHold> HoldAsync(Caller caller, long mebibytes)
    {
        var hold = _budget.Open(caller);
        await GrowAsync(hold, mebibytes);
        return hold;
    }

    private async Task GrowAsync(BufferHold hold, long mebibytes) =>
        await _budget.GrowAsync(hold, mebibytes * MiB, large: true, CancellationToken.None);
}
