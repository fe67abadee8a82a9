using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Storage.Sqlite.Telemetry;
using CaptionCluster.Storage.Telemetry;
using CaptionCluster.Storage.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Sqlite.Writing;

/// <summary>The one writer: takes every change that waits, commits them together and tells each caller.</summary>
internal sealed class GroupCommit<TWriter> : IAsyncDisposable
    where TWriter : SqliteWriter
{
    private readonly SqliteDatabase _database;
    private readonly Func<SqliteConnection, TWriter> _create;
    private readonly StoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly WriteLine<Change<TWriter>> _line;
    private readonly List<Change<TWriter>> _group = [];
    private readonly Lock _closing = new();
    private TWriter? _writer;

    public GroupCommit(
        SqliteDatabase database, Func<SqliteConnection, TWriter> create, SqliteStoreOptions options, StoreMetrics metrics, ILogger logger)
    {
        _database = database;
        _create = create;
        _metrics = metrics;
        _logger = logger;
        _line = new WriteLine<Change<TWriter>>(options.MaxQueueDepth, options.MaxGroupSize, TakeTurn);
    }

    /// <summary>
    /// Returns when the change is committed. Who cancels stops waiting at once; a change whose turn has come is still written.
    /// </summary>
    public async Task<TResult> CommitAsync<TResult>(Func<TWriter, TResult> change, CancellationToken cancellationToken)
    {
        var request = new Change<TWriter, TResult>(change, cancellationToken);
        await _line.WriteAsync(request, cancellationToken);
        return request.Result;
    }

    /// <summary>Opens the file if it is not open, and closes it if it is lost. Returns at once.</summary>
    public void Nudge() => _line.Nudge(new Nudge<TWriter>());

    /// <summary>Commits what waits and closes the file, its write-ahead log emptied. Later changes are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        Close();
    }

    private Task TakeTurn()
    {
        CommitWaiting();
        _group.Clear();
        return Task.CompletedTask;
    }

    private void CommitWaiting()
    {
        try
        {
            Begin(); // Before gathering: whoever comes while we wait for the lock joins the group.
            _line.Gather(_group);
            Commit(_group);
        }
        catch (SqliteException error) when (SqliteFault.IsFull(error) && _group.Count > 1)
        {
            CommitOneByOne();
        }
        catch (Exception error)
        {
            if (_group.Count == 0) _line.Gather(_group);
            Tell(_group, error);
            CloseWriter(); // The next group starts from a fresh connection, in case the file was replaced.
        }
    }

    private void Begin()
    {
        if (_database.Files.IsLost) CloseWriter();
        _writer ??= _create(_database.OpenWriter());
        _writer.Begin();
        _database.Files.Check(); // Where nothing is lost yet, nothing is written in vain.
    }

    private void Commit(IReadOnlyList<Change<TWriter>> group)
    {
        var started = _metrics.Start();
        var applied = group.Count(TryApply);
        _writer!.Commit();
        _database.Files.Check(); // What was committed to a file that is gone is not stored.
        foreach (var request in group) request.Complete(); // One that failed by itself has heard of it already.
        if (applied > 0) _metrics.Committed(applied, started);
    }

    /// <summary>False when this change alone was refused and its company is unhurt.</summary>
    private bool TryApply(Change<TWriter> request)
    {
        _writer!.Mark();
        try
        {
            request.Apply(_writer);
            _writer.Unmark();
            return true;
        }
        catch (SqliteException error) when (_writer.InTransaction && !SqliteFault.IsFull(error))
        {
            _writer.Undo();
            Tell([request], error);
            return false;
        }
    }

    /// <summary>The disk has no room for all: perhaps for some.</summary>
    private void CommitOneByOne()
    {
        foreach (var request in _group)
        {
            CloseWriter();
            try
            {
                Begin();
                Commit([request]);
            }
            catch (Exception error)
            {
                Tell([request], error);
            }
        }
    }

    /// <summary>Whatever it was, those who wait hear of it.</summary>
    private void Tell(IReadOnlyList<Change<TWriter>> group, Exception error)
    {
        if (error is SqliteException fault)
        {
            error = _database.Explain(fault);
        }

        foreach (var request in group)
        {
            request.Fail(error);
        }

        if (!_database.Files.IsLost && group.Count > 0)
        {
            _logger.WritesFailed(error, group.Count, _database.FilePath); // The guard says once what is lost.
        }

        _metrics.Failed(group.Count);
    }

    private void CloseWriter()
    {
        if (_database.Files.IsLost) Checkpoint(); // It may only have been moved: then it has all that was written.
        _writer?.Dispose();
        _writer = null;
    }

    /// <summary>A host that stops and is disposed meanwhile closes twice at once.</summary>
    private void Close()
    {
        lock (_closing)
        {
            Checkpoint();
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void Checkpoint()
    {
        try
        {
            if (_writer?.InTransaction == true) _writer.Rollback();
            if (_writer?.Checkpoint() == false) _logger.NotCheckpointed(null, _database.FilePath);
        }
        catch (SqliteException error)
        {
            _logger.NotCheckpointed(error, _database.FilePath); // Nothing is lost: the log is read at the next start.
        }
    }
}
