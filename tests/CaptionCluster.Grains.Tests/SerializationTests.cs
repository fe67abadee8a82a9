using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace CaptionCluster.Grains.Tests;

public sealed class SerializationTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void CaptionKey_RoundTrip_IsEqual()
    {
        var key = Samples.Key with
        {
            Decoding = new DecodingOptions
            {
                NumBeams = 5,
                LengthPenalty = 0.7,
                NoRepeatNgramSize = 3,
                Rerank = true,
            },
        };

        Assert.Equal(key, RoundTrip(key));
        Assert.Equal(key.ToString(), RoundTrip(key).ToString());
    }

    [Fact]
    public void ImageDigest_RoundTrip_IsEqual()
    {
        var digest = Samples.NewDigest();

        Assert.Equal(digest, RoundTrip(digest));
    }

    [Fact]
    public void ModelDescription_RoundTrip_IsEqual() => Assert.Equal(Samples.Description, RoundTrip(Samples.Description));

    [Fact]
    public void SiloLoad_RoundTrip_IsEquivalent() =>
        Assert.Equivalent(new SiloLoad([Samples.Model], 1.5), RoundTrip(new SiloLoad([Samples.Model], 1.5)), strict: true);

    [Fact]
    public void Caption_RoundTrip_KeepsEverything()
    {
        var caption = Samples.Caption();

        var copy = RoundTrip(new InferenceReply(caption, 2.5));

        Assert.Equal(2.5, copy.QueuedSeconds);
        Assert.Equivalent(caption, copy.Caption, strict: true);
        Assert.Equal(caption.Confidence, copy.Caption.Confidence);
    }

    [Theory]
    [InlineData(CaptionSource.Computed)]
    [InlineData(CaptionSource.Hit)]
    public void CaptionReply_RoundTrip_KeepsEverything(CaptionSource source)
    {
        var reply = new CaptionReply(source, Samples.Caption(), Guid.NewGuid(), true);

        Assert.Equivalent(reply, RoundTrip(reply), strict: true);
    }

    [Fact]
    public void ImagePixels_SliceOfAPooledBuffer_SerialisesTheSliceOnly()
    {
        var buffer = new byte[100_000];
        Random.Shared.NextBytes(buffer);
        var pixels = new ImagePixels(Samples.Info, 2, 2, buffer.AsMemory(50, 12));

        var bytes = Serializer.SerializeToArray(pixels);
        var copy = RoundTrip(pixels);

        Assert.True(bytes.Length < 200, $"{bytes.Length} bytes for 12");
        Assert.Equal(buffer.AsSpan(50, 12), copy.Rgb.Span);
        Assert.Equal((Samples.Info, 2, 2), (copy.Source, copy.Width, copy.Height));
    }

    [Fact]
    public void InferenceRequest_RoundTrip_KeepsEverything()
    {
        var request = new InferenceRequest(Samples.NewDigest(), Samples.Key, Samples.Pixels);

        var copy = RoundTrip(request);

        Assert.Equal((request.Digest, request.Key), (copy.Digest, copy.Key));
        Assert.Equal(request.Pixels.Rgb.Span, copy.Pixels.Rgb.Span);
    }

    [Fact]
    public void Errors_RoundTrip_KeepEverything()
    {
        var rejected = RoundTrip(new ImageRejectedException(ImageRejection.TooLarge, "too-many-pixels", "60 MP", new IOException("inner")));
        Assert.Equal(
            (ImageRejection.TooLarge, "too-many-pixels", "60 MP", "inner"),
            (rejected.Reason, rejected.Code, rejected.Message, rejected.InnerException?.Message)
        );

        var overloaded = RoundTrip(new OverloadedException("full", TimeSpan.FromSeconds(7)));
        Assert.Equal((TimeSpan.FromSeconds(7), "overloaded", "full"), (overloaded.RetryAfter, overloaded.Code, overloaded.Message));

        var option = RoundTrip(new InvalidOptionException("numBeams", "too many"));
        Assert.Equal(("numBeams", "invalid-option", "too many"), (option.Option, option.Code, option.Message));

        AssertSame(new InferenceFailedException("NaN"));
        AssertSame(new ModelNotAvailableException("gone"));
        AssertSame(new TicketExpiredException());
        AssertSame(new StoreUnavailableException("down"));
    }

    [Fact]
    public void Cancellation_RoundTrip_IsStillACancellation() =>
        Assert.Equal("left", RoundTrip<OperationCanceledException>(new TaskCanceledException("left")).Message);

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    /// <summary>As a member of unknown type, which is how answers carry exceptions.</summary>
    private T RoundTrip<T>(T value) => (T)Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(value!))!;

    private void AssertSame(CaptionClusterException error)
    {
        var copy = RoundTrip(error);
        Assert.Equal((error.GetType(), error.Code, error.Message), (copy.GetType(), copy.Code, copy.Message));
    }
}
