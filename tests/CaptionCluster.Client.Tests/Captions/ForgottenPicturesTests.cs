using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Captions;

public sealed class ForgottenPicturesTests
{
    private static readonly CaptionKey s_key = new ServedModel(FakeModel.Describe("default")).KeyFor(RequestOptions.Default);
    private static readonly ForgottenMark s_mark = new(Guid.NewGuid(), 1);

    private readonly FakeTimeProvider _time = new();
    private readonly ForgetfulStore _store = new();
    private readonly EdgeCache _cache;
    private readonly ForgottenPictures _forgotten;
    private readonly KnownCaption _known = Known();

    public ForgottenPicturesTests()
    {
        _cache = new EdgeCache(Options.Create(new EdgeCacheOptions()), _time);
        _forgotten = new ForgottenPictures(_cache, new ClusterConnection(isLocal: false), _store, _time);
    }

    [Fact]
    public void IsCurrent_UntilHeardAndAfterSilence_IsFalse()
    {
        Assert.False(_forgotten.IsCurrent);
        Hear();
        Assert.True(_forgotten.IsCurrent);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_forgotten.IsCurrent);
    }

    [Fact]
    public void IsCurrent_StoreLostWhatItHad_EmptiesTheCache()
    {
        Hear();
        var askedAt = _forgotten.Position;
        _forgotten.Keep(_known, askedAt);
        var other = Known();

        _store.Losses++;

        Assert.True(_forgotten.IsCurrent);
        Assert.Equal(0, _cache.Count);
        _forgotten.Keep(other, askedAt); // Its answer was on the way.
        Assert.Equal(0, _cache.Count);
        _forgotten.Keep(other, _forgotten.Position);
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void Heard_PictureForgotten_LeavesTheCacheAlone()
    {
        var other = Known();
        _forgotten.Keep(_known, _forgotten.Position);
        _forgotten.Keep(other, _forgotten.Position);

        Hear(_known.Digest);

        Assert.False(Has(_known));
        Assert.True(Has(other));
    }

    [Fact]
    public void Heard_SomeNewsAreLost_EverythingLeaves()
    {
        _forgotten.Keep(_known, _forgotten.Position);

        _forgotten.Heard(new ForgottenNews(s_mark, [], IsWhole: false), _time.GetTimestamp());

        Assert.False(Has(_known));
        Assert.Equal(0, _cache.Bytes);
    }

    [Fact]
    public void Keep_ForgottenAfterItWasAskedFor_IsNotKept()
    {
        var askedAt = _forgotten.Position;
        Hear(_known.Digest);

        _forgotten.Keep(_known, askedAt);

        Assert.False(Has(_known));
    }

    [Fact]
    public void Keep_AskedForAfterItWasForgotten_IsKept()
    {
        Hear(_known.Digest);

        _forgotten.Keep(_known, _forgotten.Position);

        Assert.True(Has(_known));
    }

    [Fact]
    public void Keep_AskedForBeforeAllThatIsRemembered_IsNotKept()
    {
        var askedAt = _forgotten.Position;
        for (var i = 0; i < 5000; i++) _forgotten.Forget(ImageDigest.Compute(BitConverter.GetBytes(i)));

        _forgotten.Keep(_known, askedAt);

        Assert.False(Has(_known));
    }

    [Fact]
    public void TryGet_Expired_IsAMiss()
    {
        var known = new KnownCaption(_known.Digest, s_key, SampleCaptions.Sample()) { ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(1) };
        _cache.Add(known);
        Assert.True(Has(known));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(Has(known));
        Assert.Equal(0, _cache.Count);
    }

    private void Hear(params ImageDigest[] digests) => _forgotten.Heard(new ForgottenNews(s_mark, digests, IsWhole: true), _time.GetTimestamp());

    private bool Has(KnownCaption known) => _cache.TryGet(known.Identity, s_key, out _);

    private static KnownCaption Known() => new(ImageDigest.Compute(Guid.NewGuid().ToByteArray()), s_key, SampleCaptions.Sample());
}
