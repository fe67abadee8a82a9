using CaptionCluster.Storage.Sqlite.Jobs;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Sqlite.Tests;

public sealed class SqliteJobStoreConformanceTests : JobStoreConformance, IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly List<SqliteJobStore> _open = [];

    public void Dispose() => _folder.Dispose();

    protected override Task<IJobStore> OpenAsync() => OpenAnotherAsync();

    protected override Task<IJobStore> OpenAnotherAsync()
    {
        _open.Add(_folder.OpenJobs());
        return Task.FromResult<IJobStore>(_open[^1]);
    }

    protected override async Task<IJobStore> ReopenAsync()
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
