using System.Net;
using CaptionCluster.Acceptance.Tests.Support;

namespace CaptionCluster.Acceptance.Tests.Store;

/// <summary>A store that can't grow takes nothing away from those who ask.</summary>
public sealed class FullStoreTests(FullStoreTests.SmallStoreServer fixture) : IClassFixture<FullStoreTests.SmallStoreServer>
{
    [Fact]
    public async Task Post_StoreIsFull_CaptionsAreServedAndSaidToBeUnstored()
    {
        byte[] picture;
        Answer answer;
        var stored = -1;
        do
        {
            picture = Photos.NewSmall();
            answer = await fixture.Http.CaptionAsync(picture);
            stored++;
        }
        while (answer.Stored && stored < 1000);

        Assert.NotEqual(0, stored);
        Assert.False(answer.Stored);
        var again = await fixture.Http.CaptionAsync(picture);
        Assert.Equal(("hit", false, answer.Caption), (again.Source, again.Stored, again.Caption));
        Assert.NotEqual(0, await fixture.Server.Metrics.ReadAsync("caption_store_failures_total"));
        using var ready = await fixture.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    public sealed class SmallStoreServer() : RunningServer(("CaptionCluster:Store:MaxFileBytes", $"{1 << 16}"));
}
