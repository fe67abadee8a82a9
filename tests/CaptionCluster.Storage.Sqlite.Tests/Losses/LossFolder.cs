using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Files;
using CaptionCluster.Storage.Sqlite.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Testing.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Storage.Sqlite.Tests.Losses;

/// <summary>A data folder to which accidents happen, its stores' clock and what they log.</summary>
internal sealed class LossFolder : IDisposable
{
    private readonly TemporaryFolder _around = new();

    public FakeTimeProvider Time { get; } = new();

    public LogBook Log { get; } = new();

    public string Path => _around.At("data");

    public string Captions => System.IO.Path.Combine(Path, "captions.db");

    public string Jobs => System.IO.Path.Combine(Path, "jobs.db");

    public SqliteCaptionStore OpenCaptions()
    {
        var store = new SqliteCaptionStore(
            Options.Create(new SqliteStoreOptions { Folder = Path }),
            Time,
            new Logger<SqliteCaptionStore>(Log)
        );
        store.Open();
        return store;
    }

    public SqliteJobStore OpenJobs()
    {
        var store = new SqliteJobStore(Options.Create(new SqliteStoreOptions { Folder = Path }), Time, new Logger<SqliteJobStore>(Log));
        store.Open();
        return store;
    }

    /// <summary>A whole store of captions elsewhere, in one file.</summary>
    public async Task<string> BackupAsync(params int[] numbers)
    {
        await using (var store = new SqliteCaptionStore(
            Options.Create(new SqliteStoreOptions { Folder = _around.At("backup") }), Time, new Logger<SqliteCaptionStore>(Log)))
        {
            foreach (var number in numbers) await store.PutAsync(StoredCaptions.Make(number), CancellationToken.None);
        }

        return System.IO.Path.Combine(_around.At("backup"), "captions.db");
    }

    /// <summary>The second after which the store may open what is there.</summary>
    public void Settle(SqliteCaptionStore store)
    {
        store.LookAfter();
        Time.Advance(FileGuard.Settling);
        store.LookAfter(); // The writer may have been told by the first look, and come too early.
    }

    /// <summary>What a process that starts now finds.</summary>
    public static (long Captions, string Integrity) Inspect(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return (connection.Scalar("SELECT count(*) FROM captions"), (string)check.ExecuteScalar()!);
    }

    public void Dispose() => _around.Dispose();

    /// <summary>What was logged, for all categories.</summary>
    internal sealed class LogBook : ILoggerFactory, ILogger
    {
        private readonly List<(LogLevel Level, string Text)> _lines = [];

        public List<string> At(LogLevel level)
        {
            lock (_lines) return [.. _lines.Where(line => line.Level == level).Select(line => line.Text)];
        }

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            lock (_lines) _lines.Add((logLevel, formatter(state, exception)));
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
