using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Cache;

public sealed class ClockCacheTests
{
    private static readonly int s_entryBytes = Known(0).SizeBytes;

    [Fact]
    public void Add_MoreThanFits_StaysWithinItsBytes()
    {
        var cache = Cache(10 * s_entryBytes);

        for (var i = 0; i < 100; i++) cache.Add(Known(i));

        Assert.Equal(10, cache.Count);
        Assert.InRange(cache.Bytes, 1, 10 * s_entryBytes);
    }

    [Fact]
    public void Add_WhenFull_DropsTheOldestThatNobodyAskedFor()
    {
        var cache = Cache(3 * s_entryBytes);
        for (var i = 0; i < 3; i++) cache.Add(Known(i));
        Assert.True(Has(cache, 0));

        cache.Add(Known(3));

        Assert.True(Has(cache, 0));
        Assert.False(Has(cache, 1));
        Assert.True(Has(cache, 2));
        Assert.True(Has(cache, 3));
    }

    [Fact]
    public void Add_EveryEntryWasAskedFor_StillMakesRoom()
    {
        var cache = Cache(3 * s_entryBytes);
        for (var i = 0; i < 3; i++)
        {
            cache.Add(Known(i));
            Assert.True(Has(cache, i));
        }

        cache.Add(Known(3));

        Assert.Equal(3, cache.Count);
        Assert.True(Has(cache, 3));
    }

    [Fact]
    public void Add_Twice_CountsOnce()
    {
        var cache = Cache(10 * s_entryBytes);

        cache.Add(Known(1));
        cache.Add(Known(1));

        Assert.Equal(s_entryBytes, cache.Bytes);
    }

    [Fact]
    public void Add_LargerThanTheCache_IsNotKept()
    {
        var cache = Cache(0);

        cache.Add(Known(1));

        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void TryGet_OtherKeyOfTheSamePicture_Misses()
    {
        var cache = Cache(10 * s_entryBytes);
        cache.Add(Known(1));

        Assert.False(cache.TryGet(SampleCaptions.Digest(1), SampleCaptions.Key(numBeams: 5), out _));
    }

    [Fact]
    public async Task Add_FromManyThreads_KeepsItsBound()
    {
        var cache = Cache(50 * s_entryBytes);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                cache.Add(Known((thread * 250) + i));
                Has(cache, i);
            }
        })));

        Assert.Equal(50, cache.Count);
        Assert.Equal(50 * s_entryBytes, cache.Bytes);
    }

    [Fact]
    public void TryGet_Expired_IsAMiss()
    {
        var time = new FakeTimeProvider();
        var cache = new ClockCache(s_entryBytes, time);
        cache.Add(
            new KnownCaption(SampleCaptions.Digest(0), SampleCaptions.Key(), SampleCaptions.Sample())
            {
                ExpiresAt = time.GetUtcNow() + TimeSpan.FromMinutes(1),
            }
        );
        Assert.True(Has(cache, 0));

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(Has(cache, 0));
        Assert.Equal(0, cache.Count);
    }

    private static bool Has(ClockCache cache, int seed) => cache.TryGet(SampleCaptions.Digest(seed), SampleCaptions.Key(), out _);

    private static KnownCaption Known(int seed) => new(SampleCaptions.Digest(seed), SampleCaptions.Key(), SampleCaptions.Sample());

    private static ClockCache Cache(long bytes) => new(bytes, TimeProvider.System);
}
