using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting.Tests.Support;

/// <summary>Keeps lines with the scopes around them, which is what a console with <c>IncludeScopes</c> writes.</summary>
internal sealed class ScopeBook : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Line, string[] Scopes)> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public string[] OfLine(string line) => _lines.First(entry => entry.Line == line).Scopes;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Page(this);

    public void Dispose()
    {
    }

    private sealed class Page(ScopeBook book) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => book._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            book._scopes.ForEachScope(static (scope, all) => all.Add(scope?.ToString() ?? ""), scopes);
            book._lines.Enqueue((formatter(state, exception), [.. scopes]));
        }
    }
}
