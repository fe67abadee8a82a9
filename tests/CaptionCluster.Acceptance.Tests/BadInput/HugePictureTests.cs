using System.Diagnostics;
using System.Net;
using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.BadInput;

/// <summary>Pictures that are small to send and take long to decode.</summary>
public sealed class HugePictureTests(HugePictureTests.SingleThreadServer fixture) : IClassFixture<HugePictureTests.SingleThreadServer>
{
    private static readonly byte[] s_huge = ProgressiveJpeg.Flat(8000, 6250);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Post_TenHugeOnesAtOnce_OthersWaitASecondAtMost()
    {
        await fixture.Http.CaptionAsync(NewPictures.Of(s_huge));
        var usual = TimeSpan.Zero; // Of a machine that has other things to do as well.
        for (var i = 0; i < 20; i++) usual = Max(usual, await TimeAsync());

        var huge = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => StatusAsync("")));
        var longest = TimeSpan.Zero;
        do longest = Max(longest, await TimeAsync());
        while (!huge.IsCompleted);

        Assert.InRange(longest, TimeSpan.Zero, s_longest + usual);
        Assert.Contains(HttpStatusCode.OK, await huge);
        Assert.All(await huge, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{status}"));
    }

    /// <summary>A hundred would take more than a minute; here twenty and a patience of a few seconds.</summary>
    [Fact]
    public async Task Post_MoreHugeOnesThanCanBeDecodedInTime_AreRefusedAtOnceAndNoneIsLate()
    {
        var start = Stopwatch.GetTimestamp();
        await fixture.Http.CaptionAsync(NewPictures.Of(s_huge));
        var wait = (int)Math.Ceiling(Stopwatch.GetElapsedTime(start).TotalSeconds * 5) + 1;

        var all = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => StatusAsync($"wait={wait}")));

        Assert.Contains(HttpStatusCode.OK, all);
        Assert.Contains(HttpStatusCode.TooManyRequests, all);
        Assert.All(all, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{status}"));
    }

    private async Task<HttpStatusCode> StatusAsync(string prefer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions")
        {
            Content = new ByteArrayContent(NewPictures.Of(s_huge)),
        };
        if (prefer.Length > 0)
        {
            request.Headers.Add("Prefer", prefer);
        }

        using var response = await fixture.Http.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        return response.StatusCode;
    }

    private async Task<TimeSpan> TimeAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await fixture.Http.CaptionAsync(Photos.New());
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>As on a machine of two cores.</summary>
    public sealed class SingleThreadServer() : RunningServer(("CaptionCluster:Intake:DecodeThreads", "1"));
}
