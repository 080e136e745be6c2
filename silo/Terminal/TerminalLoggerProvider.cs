using Executor.Core.Journal;

namespace Executor.Silo.Terminal;

/// <summary>Shows the log among the events.</summary>
[ProviderAlias("Terminal")]
internal sealed class TerminalLoggerProvider(TerminalLines lines, TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new TerminalLogger(lines, clock);

    public void Dispose()
    {
    }

    private sealed class TerminalLogger(TerminalLines lines, TimeProvider clock) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var message = formatter(state, exception);
            var text = exception is null ? message : $"{message} ({exception.GetType().Name}: {exception.Message})";
            var level = logLevel switch
            {
                >= LogLevel.Error => JournalLevel.Alarm,
                LogLevel.Warning => JournalLevel.Warning,
                _ => JournalLevel.Info,
            };
            lines.Add(new TerminalLine(clock.GetUtcNow(), level, text));
        }
    }
}
