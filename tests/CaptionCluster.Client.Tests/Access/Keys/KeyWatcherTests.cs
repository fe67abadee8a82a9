using CaptionCluster.Client.Access;
using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Access.Keys;

public sealed class KeyWatcherTests : IAsyncLifetime
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(200);

    private readonly ObservedTime _time = new();
    private readonly MemoryKeyStore _store = new();
    private readonly KeyBook _book;
    private readonly KeyWatcher _watcher;
    private readonly AccessKeys _keys;

    public KeyWatcherTests()
    {
        var configured = new ConfiguredKeys(Options.Create(new AccessOptions()));
        _book = new KeyBook(configured, _store);
        _watcher = new KeyWatcher(_book, _time, NullLogger<KeyWatcher>.Instance);
        _keys = new AccessKeys(_book, configured, _time);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _watcher.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Keys_ChangedInTheStore_AreKnownWithinASecond()
    {
        await StartAsync();
        var (text, id) = await AddAsync();

        await LetASecondPassAsync();
        Assert.NotNull(_keys.Find(text));
        await _store.RevokeAsync(id, _time.GetUtcNow(), CancellationToken.None);
        await LetASecondPassAsync();

        Assert.Null(_keys.Find(text));
    }

    [Fact]
    public async Task Keys_WithoutAChange_AreReadOnce()
    {
        await StartAsync();

        await LetASecondPassAsync();

        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task Find_ExpiredKey_IsNone()
    {
        var (text, _) = await AddAsync(_time.GetUtcNow().AddMinutes(1));
        await StartAsync();
        Assert.NotNull(_keys.Find(text));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(_keys.Find(text));
    }

    [Fact]
    public async Task Keys_StoreAway_AreThoseThatWereKnown()
    {
        var (text, _) = await AddAsync();
        await StartAsync();
        _store.IsAway = true;

        await LetASecondPassAsync();

        Assert.NotNull(_keys.Find(text));
        Assert.True(_keys.AreDemanded);
    }

    [Fact]
    public async Task Keys_StoreAwayFromTheStart_AreNotReadUntilItIsBack()
    {
        _store.IsAway = true;
        await StartAsync();
        Assert.False(_keys.AreRead);

        _store.IsAway = false;
        await LetASecondPassAsync();

        Assert.True(_keys.AreRead);
    }

    [Fact]
    public async Task Keys_LostInTheStore_OpenNothingAndStayDemanded()
    {
        var (text, _) = await AddAsync();
        await StartAsync();

        _store.Lose();
        await LetASecondPassAsync();

        Assert.Null(_keys.Find(text));
        Assert.True(_keys.AreDemanded);
    }

    private async Task StartAsync()
    {
        await _watcher.StartingAsync(CancellationToken.None);
        await _watcher.StartAsync(CancellationToken.None);
        await _time.TimerSetAsync(s_step);
    }

    private async Task<(string Text, string Id)> AddAsync(DateTimeOffset? end = null)
    {
        var draft = new KeyDraft { Name = "key", ExpiresAt = end };
        var (text, key) = await new KeyDesk(_store, _time, NullLogger<KeyDesk>.Instance).MakeAsync(draft, "a test", CancellationToken.None);
        return (text, key.Id);
    }

    /// <summary>Each step of it brings a question.</summary>
    private async Task LetASecondPassAsync()
    {
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(1); passed += s_step)
        {
            var asked = _store.Questions;
            _time.Advance(s_step);
            await _time.TimerSetAsync(s_step);
            Assert.True(_store.Questions > asked);
        }
    }
}
