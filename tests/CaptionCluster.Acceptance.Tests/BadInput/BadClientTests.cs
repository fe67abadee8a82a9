using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.BadInput;

/// <summary>Clients that are slow, or gone in the middle of an upload.</summary>
public sealed class BadClientTests(BadClientTests.ImpatientServer fixture) : IClassFixture<BadClientTests.ImpatientServer>
{
    private static readonly byte[] s_oneByte = [0xff];

    [Fact]
    public async Task Post_OneByteASecond_IsCutOffWhileOthersAreAnswered()
    {
        await using var slow = await RawConnection.OpenAsync(fixture.Server.Address);
        await slow.PostAsync("Content-Length: 90000");
        await slow.SendAsync(s_oneByte);
        var status = slow.ReadStatusAsync();

        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        var others = 0;
        do
        {
            Assert.Equal("computed", (await fixture.Http.CaptionAsync(Photos.NewSmall())).Source);
            others++;
            await Task.WhenAny(status, second.WaitForNextTickAsync().AsTask());
            if (!status.IsCompleted) await slow.SendAsync(s_oneByte);
        }
        while (!status.IsCompleted && others < 30);

        Assert.Equal(408, await status);
        await ExpectNothingHeldAsync();
    }

    [Fact]
    public async Task Post_CutOff_HoldsNothingAndOthersAreAnswered()
    {
        var photo = Photos.New();
        await using var client = await RawConnection.OpenAsync(fixture.Server.Address);
        await client.PostAsync($"Content-Length: {photo.Length}");
        await client.SendAsync(photo.AsMemory(0, photo.Length / 2));
        await fixture.Server.Metrics.BecomesAsync("caption_intake_buffered_bytes", bytes => bytes > 0);

        client.Reset();

        await ExpectNothingHeldAsync();
        Assert.Equal("computed", (await fixture.Http.CaptionAsync(photo)).Source);
    }

    private Task ExpectNothingHeldAsync() => fixture.Server.Metrics.BecomesAsync("caption_intake_buffered_bytes", bytes => bytes == 0);

    /// <summary>Gives slow uploads a second, as a test should not take longer than it must.</summary>
    public sealed class ImpatientServer() : RunningServer(("CaptionCluster:Intake:SlowUploadGrace", "00:00:01.100"));
}
