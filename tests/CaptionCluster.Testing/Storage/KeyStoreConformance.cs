using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <summary>What every <see cref="IKeyStore"/> must do. Derive from it in the tests of a store.</summary>
public abstract class KeyStoreConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset s_start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected IKeyStore Store { get; private set; } = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    [ConformanceFact]
    public async Task ReadAsync_NothingAdded_IsEmpty()
    {
        var table = await Store.ReadAsync(None);

        Assert.Empty(table.Keys);
        Assert.Equal(table.Version, await Store.ReadVersionAsync(None));
    }

    [ConformanceFact]
    public async Task ReadAsync_AfterAdds_ReturnsAllThatWasAdded()
    {
        var full = Key(1) with
        {
            Name = "Zoë’s \"key\"",
            Scopes = KeyScopes.Caption | KeyScopes.Jobs | KeyScopes.Admin | KeyScopes.Metrics,
            ExpiresAt = s_start.AddMilliseconds(1),
            RequestsPerMinute = 60,
            ConcurrentRequests = 4,
        };

        await AddAsync(Key(2));
        await AddAsync(full);

        Assert.Equal([full, Key(2)], (await Store.ReadAsync(None)).Keys);
    }

    [ConformanceFact]
    public async Task AddAsync_SameIdAgain_LeavesTheFirst()
    {
        await AddAsync(Key(1));

        await AddAsync(Key(1) with { Name = "another", Scopes = KeyScopes.Admin });

        Assert.Equal([Key(1)], (await Store.ReadAsync(None)).Keys);
    }

    [ConformanceFact]
    public async Task RevokeAsync_Key_KeepsTheFirstTime()
    {
        await AddAsync(Key(1));
        await AddAsync(Key(2));
        var at = s_start.AddHours(1);

        Assert.True(await Store.RevokeAsync(Key(1).Id, at, None));
        Assert.True(await Store.RevokeAsync(Key(1).Id, at.AddHours(1), None));

        Assert.Equal([Key(1) with { RevokedAt = at }, Key(2)], (await Store.ReadAsync(None)).Keys);
    }

    [ConformanceFact]
    public async Task RevokeAsync_UnknownId_ReturnsFalseAndChangesNothing()
    {
        await AddAsync(Key(1));
        var version = await Store.ReadVersionAsync(None);

        Assert.False(await Store.RevokeAsync("nobody", s_start, None));

        Assert.Equal(version, await Store.ReadVersionAsync(None));
    }

    [ConformanceFact]
    public async Task ReadVersionAsync_AfterEachChange_IsAnother()
    {
        var versions = new List<string> { await Store.ReadVersionAsync(None) };

        await AddAsync(Key(1));
        versions.Add(await Store.ReadVersionAsync(None));
        await AddAsync(Key(2));
        versions.Add((await Store.ReadAsync(None)).Version);
        await Store.RevokeAsync(Key(1).Id, s_start, None);
        versions.Add(await Store.ReadVersionAsync(None));

        Assert.Distinct(versions);
        Assert.Equal(versions[^1], (await Store.ReadAsync(None)).Version);
    }

    [ConformanceFact]
    public async Task AddAsync_OthersEndedLongAgo_ForgetsThem()
    {
        await AddAsync(Key(1) with { ExpiresAt = s_start.AddDays(1) });
        await AddAsync(Key(2) with { ExpiresAt = s_start.AddDays(3) });
        await AddAsync(Key(3));
        await AddAsync(Key(4));
        await Store.RevokeAsync(Key(3).Id, s_start.AddDays(1), None);
        await Store.RevokeAsync(Key(4).Id, s_start.AddDays(3), None);

        await Store.AddAsync(Key(5), endedBefore: s_start.AddDays(2), None);

        Assert.Equal([Key(2).Id, Key(4).Id, Key(5).Id], (await Store.ReadAsync(None)).Keys.Select(key => key.Id));
    }

    [ConformanceFact]
    public async Task AddAsync_ManyAtOnceFromTwoProcesses_KeepsEach()
    {
        var other = await OpenAnotherAsync();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => AddAsync(Key(number), number % 2 == 0 ? Store : other)));

        Assert.Equal(Enumerable.Range(1, 20).Select(number => Key(number)), (await Store.ReadAsync(None)).Keys);
    }

    [ConformanceFact]
    public async Task ReadVersionAsync_ChangedByAnotherProcess_IsAnother()
    {
        await AddAsync(Key(1));
        var version = await Store.ReadVersionAsync(None);
        var other = await OpenAnotherAsync();

        await other.RevokeAsync(Key(1).Id, s_start, None);

        Assert.NotEqual(version, await Store.ReadVersionAsync(None));
        Assert.NotNull((await Store.ReadAsync(None)).Keys[0].RevokedAt);
    }

    [ConformanceFact]
    public async Task ReopenAsync_AfterChanges_HoldsThem()
    {
        await AddAsync(Key(1));
        await AddAsync(Key(2));
        await Store.RevokeAsync(Key(2).Id, s_start, None);
        var version = await Store.ReadVersionAsync(None);

        Store = await ReopenAsync();

        Assert.Equal([Key(1), Key(2) with { RevokedAt = s_start }], (await Store.ReadAsync(None)).Keys);
        Assert.Equal(version, await Store.ReadVersionAsync(None));
    }

    /// <summary>A new and empty store.</summary>
    protected abstract Task<IKeyStore> OpenAsync();

    /// <summary>The same data as another process would open it, while the first has it open.</summary>
    protected abstract Task<IKeyStore> OpenAnotherAsync();

    /// <summary>Closes the store and opens the same data again, as a new process would.</summary>
    protected abstract Task<IKeyStore> ReopenAsync();

    /// <summary>Closes what was opened and removes its data.</summary>
    protected abstract Task CloseAsync();

    private static ApiKey Key(int number) => new()
    {
        Id = $"{number:x16}",
        Name = $"key {number}",
        Hash = $"{number:x64}",
        SessionHash = $"{number + 1000:x64}",
        Scopes = KeyScopes.Caption,
        Tenant = "acme",
        CreatedAt = s_start.AddMilliseconds(number),
    };

    private Task AddAsync(ApiKey key, IKeyStore? store = null) => (store ?? Store).AddAsync(key, DateTimeOffset.UnixEpoch, None);
}
