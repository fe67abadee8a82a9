using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Sqlite.Tests;

public sealed class SqliteCaptionStoreConformanceTests : CaptionStoreConformance, IDisposable
{
    private readonly StoreFolder _folder = new();
    private SqliteCaptionStore _store = null!;

    public void Dispose() => _folder.Dispose();

    protected override Task<ICaptionStore> OpenAsync() => Task.FromResult<ICaptionStore>(_store = _folder.Open());

    protected override async Task<ICaptionStore> ReopenAsync()
    {
        await _store.DisposeAsync();
        return await OpenAsync();
    }

    protected override async Task CloseAsync() => await _store.DisposeAsync();
}
