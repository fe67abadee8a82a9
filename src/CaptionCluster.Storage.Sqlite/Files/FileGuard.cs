using System.Diagnostics.CodeAnalysis;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Storage.Sqlite.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Sqlite.Files;

/// <summary>
/// Notices that a database's files are no longer where they were opened. SQLite does not: on Linux it goes on writing, without an error,
/// into a file that nobody will ever find. From then on nothing is read or written until all that was open is closed and the file
/// that lies there now, or a new one, is opened.
/// </summary>
/// <remarks>Never old and new at once: the two would share the paths of the log and its index, and damage each other.</remarks>
internal sealed class FileGuard(SqliteFile file, TimeProvider time, ILogger logger)
{
    /// <summary>A restore is several moves, and other processes that have the file open must notice too.</summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>How long a loss that is mended stays a reason to look.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly Lock _opening = new();
    private readonly DatabasePaths _paths = new(file.Path);
    private int _connections;
    private long _losses;
    private volatile FilesInPlace? _opened;
    private volatile FileLoss? _loss;

    /// <summary>Grows when what was stored before is no longer in the store.</summary>
    public long Losses => Volatile.Read(ref _losses);

    /// <summary>The files are gone and not opened again yet.</summary>
    public bool IsLost => _loss is { IsMended: false };

    /// <summary>What whoever runs the store should know; null for nothing.</summary>
    public string? Trouble =>
        _loss is { } loss && !(loss.IsMended && time.GetElapsedTime(loss.NoticedAt) > Remembered) ? loss.Outline() : null;

    /// <summary>Opens a connection, which must have read from the file.</summary>
    /// <exception cref="StoreUnavailableException">What was open before is not closed yet, or has only just been lost.</exception>
    public WatchedConnection Open(Func<WatchedConnection> open)
    {
        lock (_opening)
        {
            if (_connections == 0) LookAtClosed();
            else Check(); // A second connection must not be to another file than the first.

            var before = _paths.Look();
            var connection = _loss is { IsMended: false } loss ? OpenAgain(loss, open) : open();
            connection.Watch();
            if (++_connections > 1) return connection;
            try
            {
                Opened(before);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }

    /// <summary>Closing and opening take turns: the last to close takes the log away.</summary>
    public void Close(Action close)
    {
        lock (_opening)
        {
            close();
            _connections--;
        }
    }

    /// <summary>Whether what is open is still in its place. A microsecond or two: asked for at every read and commit.</summary>
    /// <exception cref="StoreUnavailableException">It is not, or was not.</exception>
    public void Check()
    {
        if (_loss is { IsMended: false } known) throw known.ToException();
        if (IsGone(out var loss)) throw loss.ToException();
    }

    /// <summary>The same for a store that nobody uses just now. True when all is well.</summary>
    public bool Look()
    {
        if (IsLost) return false;
        lock (_opening)
        {
            if (_connections == 0) LookAtClosed();
            else IsGone(out _);
        }

        return !IsLost;
    }

    private bool IsGone([NotNullWhen(true)] out FileLoss? loss)
    {
        loss = null;
        if (_opened is not { } opened || _paths.Look() is var found && found.Hold(opened)) return false;
        loss = Lose(opened, found);
        return true;
    }

    /// <summary>Nobody has the file open: it has no log then.</summary>
    private void LookAtClosed()
    {
        if (IsLost || _opened is not { } opened) return;
        var (known, found) = (opened with { Log = null, Index = null }, _paths.Look());
        if (!found.Hold(known)) Lose(known, found);
    }

    private FileLoss Lose(FilesInPlace opened, FilesInPlace found)
    {
        var loss = new FileLoss(file, opened, found, time.GetTimestamp());
        if (Interlocked.CompareExchange(ref _loss, loss, null) is { } before)
        {
            if (!before.IsMended) return before; // Somebody noticed at the same moment.
            if (Interlocked.CompareExchange(ref _loss, loss, before) != before) return _loss!;
        }

        Interlocked.Increment(ref _losses);
        logger.FilesLost(loss.ToString());
        return loss;
    }

    private WatchedConnection OpenAgain(FileLoss loss, Func<WatchedConnection> open)
    {
        if (time.GetElapsedTime(loss.NoticedAt) < Settling) throw loss.ToException();
        try
        {
            _paths.RemoveLogOf(loss.Opened);
            return open();
        }
        catch (Exception error) when (error is SqliteException or StoreUnavailableException)
        {
            var reason = error is SqliteException fault ? SqliteFault.Explain(fault, file).Message : error.Message;
            if (loss.Hinder(reason)) logger.FilesNotOpened(file.Name, reason);
            throw;
        }
    }

    /// <param name="before">What was there before the first connection was opened: another file now would not be the one that is
    /// open.</param>
    private void Opened(FilesInPlace before)
    {
        var opened = _paths.Look();
        _opened = opened;
        if (opened.Database is null || (before.Database ?? opened.Database) != opened.Database) throw Lose(before, opened).ToException();
        if (_loss is not { IsMended: false } loss) return;
        loss.Mend();
        logger.FilesOpenedAgain(file.Path, file.Name);
    }
}
