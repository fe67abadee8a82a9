using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.BadInput;

/// <summary>A busy time leaves nothing behind.</summary>
public sealed class MemoryTests(MemoryTests.UsualServer fixture) : IClassFixture<MemoryTests.UsualServer>
{
    private const long MiB = 1 << 20;
    private const int Uploads = 100;
    private static readonly TimeSpan s_quietTime = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Post_HundredTimesTwentyMegabytesAtOnce_StaysBelow700AndGoesBackBelow500()
    {
        var memory = fixture.Server.Memory;
        await fixture.Http.CaptionAsync(Photos.New());
        var large = new byte[20 * MiB - sizeof(long)];
        Random.Shared.NextBytes(large);
        Photos.New().CopyTo(large, 0);
        memory.ForgetPeak();

        await Task.WhenAll(Enumerable.Range(0, Uploads).Select(_ => SendAsync(large)));

        Assert.InRange(memory.Peak / MiB, 0, 700);
        Assert.Equal(0, await fixture.Server.Metrics.ReadAsync("caption_intake_buffered_bytes"));
        await GoesBackAsync(memory);
    }

    private async Task SendAsync(byte[] large)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = new NewContent(large) };
        await fixture.Http.SendAsync(request).AnswerAsync();
    }

    private static async Task GoesBackAsync(ProcessMemory memory)
    {
        using var quiet = new CancellationTokenSource(s_quietTime, TimeProvider.System);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (memory.Resident > 500 * MiB) await second.WaitForNextTickAsync(quiet.Token);
    }

    /// <summary>
    /// The same bytes in all of them, and a name of its own behind: a hundred copies would be two gigabytes of the test's.
    /// </summary>
    private sealed class NewContent(byte[] picture) : HttpContent
    {
        private readonly byte[] _name = NewPictures.Of([]);

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(picture);
            await stream.WriteAsync(_name);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = picture.Length + _name.Length;
            return true;
        }
    }

    public sealed class UsualServer() : RunningServer;
}
