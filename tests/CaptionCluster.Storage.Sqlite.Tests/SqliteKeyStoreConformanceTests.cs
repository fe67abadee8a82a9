using CaptionCluster.Storage.Sqlite.Keys;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Sqlite.Tests;

public sealed class SqliteKeyStoreConformanceTests : KeyStoreConformance, IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly List<SqliteKeyStore> _open = [];

    public void Dispose() => _folder.Dispose();

    protected override Task<IKeyStore> OpenAsync() => OpenAnotherAsync();

    protected override Task<IKeyStore> OpenAnotherAsync()
    {
        _open.Add(_folder.OpenKeys());
        return Task.FromResult<IKeyStore>(_open[^1]);
    }

    protected override async Task<IKeyStore> ReopenAsync()
    {
        await CloseAsync();
        return await OpenAsync();
    }

    protected override async Task CloseAsync()
    {
        foreach (var store in _open) await store.DisposeAsync();
        _open.Clear();
    }
}
