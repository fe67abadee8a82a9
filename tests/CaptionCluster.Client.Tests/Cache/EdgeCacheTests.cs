using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Cache;

public sealed class EdgeCacheTests
{
    private static readonly CaptionKey s_key = new ServedModel(DogModel.Describe("default")).KeyFor(RequestOptions.Default);
    private static readonly ForgottenMark s_mark = new(Guid.NewGuid(), 1);

    private readonly FakeTimeProvider _time = new();
    private readonly ForgetfulStore _store = new();
    private readonly EdgeCache _cache;
    private readonly KnownCaption _known = Known();

    public EdgeCacheTests() =>
        _cache = new EdgeCache(Options.Create(new EdgeCacheOptions()), new ClusterConnection(isLocal: false), _store, _time);

    [Fact]
    public void TryGet_UntilHeardAndAfterSilence_IsAMiss()
    {
        _cache.Keep(_known, _cache.Position);
        Assert.False(Has(_known));
        Hear();
        Assert.True(Has(_known));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Has(_known));
        Hear();
        Assert.True(Has(_known));
    }

    [Fact]
    public void TryGet_StoreLostWhatItHad_EmptiesTheCache()
    {
        Hear();
        var askedAt = _cache.Position;
        _cache.Keep(_known, askedAt);
        var other = Known();

        _store.Losses++;

        Assert.False(Has(_known));
        Assert.Equal(0, _cache.Count);
        _cache.Keep(other, askedAt); // Its answer was on the way.
        Assert.Equal(0, _cache.Count);
        _cache.Keep(other, _cache.Position);
        Assert.True(Has(other));
    }

    [Fact]
    public void Heard_PictureForgotten_LeavesTheCacheAlone()
    {
        var other = Known();
        _cache.Keep(_known, _cache.Position);
        _cache.Keep(other, _cache.Position);

        Hear(_known.Digest);

        Assert.False(Has(_known));
        Assert.True(Has(other));
    }

    [Fact]
    public void Heard_SomeNewsAreLost_EverythingLeaves()
    {
        _cache.Keep(_known, _cache.Position);

        _cache.Heard(new ForgottenNews(s_mark, [], IsWhole: false), _time.GetTimestamp());

        Assert.False(Has(_known));
        Assert.Equal((0, 0), (_cache.Count, _cache.Bytes));
    }

    [Fact]
    public void Keep_ForgottenAfterItWasAskedFor_IsNotKept()
    {
        var askedAt = _cache.Position;
        Hear(_known.Digest);

        _cache.Keep(_known, askedAt);

        Assert.False(Has(_known));
    }

    [Fact]
    public void Keep_AskedForAfterItWasForgotten_IsKept()
    {
        Hear(_known.Digest);

        _cache.Keep(_known, _cache.Position);

        Assert.True(Has(_known));
    }

    [Fact]
    public void Keep_AskedForBeforeAllThatIsRemembered_IsNotKept()
    {
        Hear();
        var askedAt = _cache.Position;
        for (var i = 0; i < 5000; i++) _cache.Forget(ImageDigest.Compute(BitConverter.GetBytes(i)));

        _cache.Keep(_known, askedAt);

        Assert.False(Has(_known));
    }

    private void Hear(params ImageDigest[] digests) =>
        _cache.Heard(new ForgottenNews(s_mark, digests, IsWhole: true), _time.GetTimestamp());

    private bool Has(KnownCaption known) => _cache.TryGet(known.Identity, s_key, out _);

    private static KnownCaption Known() => new(ImageDigest.Compute(Guid.NewGuid().ToByteArray()), s_key, SampleCaptions.Sample());
}
