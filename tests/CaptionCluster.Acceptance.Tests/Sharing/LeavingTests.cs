using CaptionCluster.Acceptance.Tests.Support;

namespace CaptionCluster.Acceptance.Tests.Sharing;

/// <summary>Clients who hang up sooner or later: whatever is being done for them just then, nobody else may notice.</summary>
public sealed class LeavingTests(LeavingTests.Int8Server server) : IClassFixture<LeavingTests.Int8Server>
{
    private const int Clients = 4;
    private const int Requests = 400;

    [Fact]
    public async Task Post_ClientsLeaveAtEveryMoment_OthersAreAnswered()
    {
        var (next, answered) = (0, 0);
        await TimeOfAllAsync(); // The first ones also compile.
        var usual = await TimeOfAllAsync();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (int request; (request = Interlocked.Increment(ref next)) <= Requests;)
            {
                // As long as a request takes here, and somewhat longer.
                using var leaving = new CancellationTokenSource(2 * usual * request / Requests);
                try
                {
                    await server.Http.CaptionAsync(Photos.NewSmall(), "", leaving.Token);
                    Interlocked.Increment(ref answered);
                }
                catch (OperationCanceledException) when (leaving.IsCancellationRequested)
                {
                    // Gone.
                }
            }
        }));

        Assert.InRange(answered, 1, Requests - 1);
        await server.Server.Metrics.BecomesAsync("caption_requests_waiting", waiting => waiting == 0);
        Assert.Equal("computed", (await server.Http.CaptionAsync(Photos.NewSmall())).Source);
    }

    /// <summary>How long a request takes here while the other clients ask too.</summary>
    private async Task<TimeSpan> TimeOfAllAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => server.Http.CaptionAsync(Photos.NewSmall())));
        return TimeProvider.System.GetElapsedTime(started);
    }

    public sealed class Int8Server() : RunningServer(("CaptionCluster:Models:Variant", "int8"));
}
