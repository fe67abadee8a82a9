using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Grains.Tests;

public sealed class PendingWritesTests : IAsyncLifetime
{
    private readonly PendingWritesOptions _options = new() { Capacity = 3 };
    private readonly ObservedTime _time = new();
    private readonly FakeStore _store = new();
    private readonly PendingWrites _writes;

    public PendingWritesTests() =>
        _writes = new PendingWrites(
            _store,
            new CaptionInstruments(Samples.Meters),
            Options.Create(_options),
            _time,
            NullLogger<PendingWrites>.Instance
        );

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _writes.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Add_StoreWorks_IsStored()
    {
        await _writes.StartAsync(CancellationToken.None);

        var write = _writes.Add(NewCaption());
        await _store.WrittenAsync();
        await _writes.StopAsync(CancellationToken.None);

        Assert.True(write.IsStored);
        Assert.Equal(1, _store.Count);
    }

    [Fact]
    public async Task Add_StoreKeepsFailing_PausesGrowToTheLongest()
    {
        _options.LongestPause = TimeSpan.FromSeconds(3);
        _store.IsDown = true;
        await _writes.StartAsync(CancellationToken.None);
        _writes.Add(NewCaption());

        foreach (var pause in new[] { 1, 2, 3, 3 }.Select(seconds => TimeSpan.FromSeconds(seconds)))
        {
            await _time.TimerSetAsync(pause);
            _time.Advance(pause);
        }

        await _time.TimerSetAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(5, _store.Puts);
        _store.IsDown = false;
        await _writes.StopAsync(CancellationToken.None);
        Assert.Equal(1, _store.Count);
    }

    [Fact]
    public async Task Add_MoreThanThereIsRoomFor_DropsTheOldest()
    {
        var captions = Enumerable.Range(0, 5).Select(_ => NewCaption()).ToArray();
        foreach (var caption in captions) _writes.Add(caption);

        Assert.Equal(3, _writes.Count);
        await _writes.StopAsync(CancellationToken.None);

        Assert.Empty(await _store.GetAllAsync(captions[1].Digest, CancellationToken.None));
        Assert.Single(await _store.GetAllAsync(captions[2].Digest, CancellationToken.None));
    }

    [Fact]
    public async Task Stop_StoreStillDown_Returns()
    {
        _store.IsDown = true;
        await _writes.StartAsync(CancellationToken.None);
        _writes.Add(NewCaption());
        await _time.TimerSetAsync(_options.FirstPause);

        await Patience.For(_writes.StopAsync(CancellationToken.None));

        Assert.Equal(1, _writes.Count);
    }

    [Fact]
    public async Task Forget_InLine_IsNeverStored()
    {
        var (kept, forgotten) = (NewCaption(), NewCaption());
        _writes.Add(forgotten);
        _writes.Add(kept);

        await _writes.ForgetAsync(forgotten.Digest);
        await _writes.StopAsync(CancellationToken.None);

        Assert.Equal(1, _store.Count);
        Assert.Empty(await _store.GetAllAsync(forgotten.Digest, CancellationToken.None));
    }

    private StoredCaption NewCaption() => new(Samples.NewDigest(), Samples.Key, Samples.Caption(), _time.GetUtcNow());
}
