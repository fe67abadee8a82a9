using System.Collections.Concurrent;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Reading;

/// <summary>A few readers, opened when first needed. Who finds none free waits for one.</summary>
internal sealed class ReaderPool<TReader>(SqliteDatabase database, int maxReaders, Func<SqliteConnection, TReader> create) : IDisposable
    where TReader : class, IDisposable
{
    private readonly SemaphoreSlim _places = new(maxReaders);
    private readonly ConcurrentBag<TReader> _idle = [];
    private volatile bool _disposed;

    public async Task<T> ReadAsync<T>(Func<TReader, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _places.WaitAsync(cancellationToken);
        try
        {
            return database.Explained(() => Read(read));
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Closes the idle readers.</summary>
    public void CloseIdle()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }

    /// <summary>Closes the idle readers; one in use is closed when it comes back.</summary>
    public void Dispose()
    {
        _disposed = true;
        CloseIdle();
    }

    private T Read<T>(Func<TReader, T> read)
    {
        if (!_idle.TryTake(out var reader)) reader = create(database.OpenReader());
        try
        {
            database.Files.Check();
            var result = read(reader);
            _idle.Add(reader);
            reader = null;
            return result;
        }
        finally
        {
            reader?.Dispose(); // It failed: the next one starts from a fresh connection, in case the file was replaced.
            if (_disposed) Dispose();
        }
    }
}
