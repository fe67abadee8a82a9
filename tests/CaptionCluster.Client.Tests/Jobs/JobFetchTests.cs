using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Sources;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>A job whose pictures can't be fetched just now waits for its turn, and not for ever.</summary>
public sealed class JobFetchTests
{
    [Theory]
    [InlineData(3, true)]
    [InlineData(1000, false)]
    public async Task Post_UrlsWhileTooMuchIsFetched_WaitsForSomeTries(int overloads, bool isAccepted)
    {
        var sources = new BusySources(overloads);
        await using var server = await CaptionServer.StartAsync(services => services.AddSingleton<ISourceReader>(sources));
        using var http = server.CreateHttpClient();

        var sent = http.PostLinesAsync("/v1/jobs", """{"image":{"url":"http://public.example/"}}""");

        if (isAccepted) await sent.AcceptedAsync();
        else await sent.ProblemAsync(429, "overloaded");
        Assert.Equal(isAccepted ? overloads + 1 : 10, sources.Calls);
    }

    private sealed class BusySources(int overloads) : ISourceReader
    {
        public int Calls { get; private set; }

        public ValueTask<Picture> ReadAsync(string url, Caller caller, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<Picture> ReadWholeAsync(string url, Caller caller, CancellationToken cancellationToken)
        {
            if (++Calls <= overloads) throw new OverloadedException("Busy.", TimeSpan.FromMilliseconds(1));
            var picture = Pictures.New();
            var digest = ImageDigest.Compute(picture);
            return ValueTask.FromResult(new Picture(digest, digest, picture));
        }
    }
}
