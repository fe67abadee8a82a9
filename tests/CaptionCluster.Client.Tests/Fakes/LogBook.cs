using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>What a server logs, from warnings on unless less is asked for, but for what is said of a busy machine.</summary>
internal sealed class LogBook(LogLevel least = LogLevel.Warning) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly LogLevel _least = least;

    /// <summary>Each with its level, category and exception.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) =>
        categoryName is "Orleans.Runtime.MembershipService.LocalSiloHealthMonitor" or "Orleans.Runtime.Watchdog"
        || categoryName.StartsWith("Orleans.Runtime.AsyncTimer.", StringComparison.Ordinal)
            ? NullLogger.Instance
            : new Page(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Page(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= book._least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel) || eventId.Name == "HeartbeatSlow") return; // Kestrel's.
            book._lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
