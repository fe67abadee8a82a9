using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Calls;

public sealed class RetryBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Spend_MoreThanTheReserve_IsRefused()
    {
        var budget = Budget(reserve: 2, earned: 0);
        budget.Spend();
        budget.Spend();

        Assert.Throws<OverloadedException>(budget.Spend);
    }

    [Fact]
    public void Spend_CallsEarned_AllowsThatShare()
    {
        var budget = Budget(reserve: 1, earned: 0.5);
        budget.Spend();
        budget.Earn();
        Assert.Throws<OverloadedException>(budget.Spend);
        budget.Earn();

        budget.Spend();
    }

    [Fact]
    public void Spend_TimePassed_ReserveFillsUpAgain()
    {
        var budget = Budget(reserve: 10, earned: 0);
        for (var i = 0; i < 10; i++) budget.Spend();
        _time.Advance(TimeSpan.FromSeconds(1));

        budget.Spend();
        Assert.Throws<OverloadedException>(budget.Spend);
    }

    private RetryBudget Budget(int reserve, double earned) =>
        new(Options.Create(new CallOptions { RetryReserve = reserve, RetriesPerCall = earned }), _time, SampleMeters.Factory);
}
