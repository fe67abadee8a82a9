using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting.Tests.Support;

/// <summary>Keeps what is logged at warning or above: category and level.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level)> _lines = new();

    public IReadOnlyCollection<(string Category, LogLevel Level)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogLines owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel)) owner._lines.Enqueue((category, logLevel));
        }
    }
}
