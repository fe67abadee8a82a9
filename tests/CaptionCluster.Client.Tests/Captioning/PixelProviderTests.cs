using System.Buffers;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Decoding;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Client.Waiting;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Captioning;

public sealed class PixelProviderTests : IDisposable
{
    private static readonly ImageProcessing s_processing = new(16, 16, ResampleFilter.Bilinear);
    private static readonly Guid s_ticket = new("00000000-0000-0000-0000-000000000001");

    private readonly CountingPool _pool = new();
    private readonly FakeImageGrain _grain = new();
    private readonly DecodeThreads _threads = new(
        new ImageReader(Options.Create(new ImagingOptions())),
        Options.Create(new IntakeOptions { DecodeThreads = 1 }),
        Options.Create(new DeadlineOptions()),
        TimeProvider.System
    );

    public void Dispose() => _threads.Dispose();

    [Fact]
    public async Task BringAsync_Answered_ReturnsTheBuffer()
    {
        await BringAsync(Pictures.Dog);

        Assert.Equal((1, 1), (_pool.Rented, _pool.Returned));
        Assert.Equal(16 * 16 * 3, _grain.Pixels!.Rgb.Length);
        Assert.Equal(96, _grain.Pixels.Source.Width);
    }

    [Fact]
    public async Task BringAsync_CancelledWhileTheGrainHasThePixels_LeavesTheBufferAlone()
    {
        _grain.Provide = _ => Task.FromCanceled<CaptionReply>(new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BringAsync(Pictures.Dog));

        Assert.Equal((1, 0), (_pool.Rented, _pool.Returned));
    }

    [Fact]
    public async Task BringAsync_NotAPicture_TellsTheGrainWhy()
    {
        var cut = Pictures.Dog[..(Pictures.Dog.Length / 2)];

        var error = await Assert.ThrowsAsync<ImageRejectedException>(() => BringAsync(cut));

        Assert.Same(error, _grain.Rejection);
        Assert.Equal(1, _pool.Returned);
    }

    [Fact]
    public async Task BringAsync_LeftBeforeDecoding_GivesTheTicketBack()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BringAsync(Pictures.Dog, new CancellationToken(canceled: true)));

        Assert.Equal(s_ticket, _grain.Abandoned);
        Assert.Equal(1, _pool.Returned);
    }

    private Task<Delivery> BringAsync(byte[] picture, CancellationToken cancellationToken = default) =>
        new PixelProvider(_threads, TimeProvider.System, _pool).BringAsync(
            _grain,
            s_ticket,
            picture,
            s_processing,
            new Errand(),
            default,
            cancellationToken
        );

    private sealed class CountingPool : ArrayPool<byte>
    {
        public int Rented { get; private set; }

        public int Returned { get; private set; }

        public override byte[] Rent(int minimumLength)
        {
            Rented++;
            return new byte[minimumLength + 7];
        }

        public override void Return(byte[] array, bool clearArray = false) => Returned++;
    }
}
