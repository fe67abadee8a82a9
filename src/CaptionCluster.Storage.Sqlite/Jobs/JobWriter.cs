using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Storage.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>Every change of jobs, each inside a transaction of its caller. One caller at a time.</summary>
internal sealed class JobWriter : SqliteWriter
{
    private readonly SqliteCommand _getJob;
    private readonly SqliteCommand _deleteItems;
    private readonly SqliteCommand _deletePictures;
    private readonly SqliteCommand _deleteLog;
    private readonly SqliteCommand _deleteJob;
    private readonly SqliteCommand _vacuum;

    public JobWriter(SqliteConnection connection)
        : base(connection)
    {
        _getJob = Statement(JobSql.Get, "$1");
        _deleteItems = Statement("DELETE FROM items WHERE job = $id", "$id");
        _deletePictures = Statement("DELETE FROM pictures WHERE job = $id", "$id");
        _deleteLog = Statement("DELETE FROM log WHERE job = $id", "$id");
        _deleteJob = Statement("DELETE FROM jobs WHERE id = $id", "$id");
        _vacuum = Statement("PRAGMA incremental_vacuum(1000)");
        Intake = new IntakeWriter(this);
        Queue = new QueueWriter(this);
        Webhooks = new WebhookWriter(this);
    }

    public IntakeWriter Intake { get; }

    public QueueWriter Queue { get; }

    public WebhookWriter Webhooks { get; }

    public Job? Get(JobId id)
    {
        using var row = _getJob.Bind(id.ToBytes()).ExecuteReader();
        return row.Read() ? JobRows.JobOf(row) : null;
    }

    /// <summary>Deletes a job or a draft with all that belongs to it.</summary>
    public bool Delete(JobId id)
    {
        DeleteItems(id);
        _deleteLog.Run(id.ToBytes());
        return _deleteJob.Run(id.ToBytes()) > 0;
    }

    public void DeleteItems(JobId id)
    {
        _deleteItems.Run(id.ToBytes());
        _deletePictures.Run(id.ToBytes());
    }

    /// <summary>Gives free pages back to the disk, some at a time.</summary>
    public bool Vacuum()
    {
        using var rows = _vacuum.ExecuteReader();
        while (rows.Read()) { }
        return true;
    }
}
