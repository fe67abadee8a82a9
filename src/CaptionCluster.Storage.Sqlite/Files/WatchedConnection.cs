using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Files;

/// <summary>A connection whose closing its guard knows of.</summary>
internal sealed class WatchedConnection(string connectionString, FileGuard guard) : SqliteConnection(connectionString)
{
    private bool _isWatched;

    /// <summary>It counts as open from now on.</summary>
    public void Watch() => _isWatched = true;

    protected override void Dispose(bool disposing)
    {
        if (disposing && _isWatched)
        {
            _isWatched = false;
            guard.Close(() => base.Dispose(disposing));
        }
        else
        {
            base.Dispose(disposing);
        }
    }
}
