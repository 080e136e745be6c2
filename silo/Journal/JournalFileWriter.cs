using System.Buffers;
using Executor.Silo.Configuration;

namespace Executor.Silo.Journal;

/// <summary>Writes the journal to EXEC_LOG, away from the trading path; what was published before the stop is written before the end.</summary>
internal sealed class JournalFileWriter : IHostedService, IDisposable
{
    private const int Capacity = 16_384;

    private readonly JournalHub _hub;
    private readonly SiloSettings _settings;
    private readonly ILogger<JournalFileWriter> _logger;
    private readonly RollingFile _file;
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _failing;
    private Task _work = Task.CompletedTask;

    public JournalFileWriter(JournalHub hub, SiloSettings settings, ILogger<JournalFileWriter> logger)
    {
        _hub = hub;
        _settings = settings;
        _logger = logger;
        _file = new RollingFile(settings.ExecLog, settings.LogMaxLines);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var path in RollingFile.NewestOf(_settings.ExecLog)) // a stop just after a roll leaves the newest events in an older file
            PublishedEvents.MarkIn(_hub, path);
        var subscription = _hub.Subscribe(Capacity);
        _work = Task.Run(() => WriteAllAsync(subscription), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _hub.Complete();
        return _work.WaitAsync(cancellationToken);
    }

    public void Dispose() => _file.Dispose();

    private async Task WriteAllAsync(JournalSubscription subscription)
    {
        while (await subscription.Entries.WaitToReadAsync().ConfigureAwait(false))
        {
            while (subscription.Entries.TryRead(out var entry))
                Write(entry);
            if (subscription.TakeLost() is var lost and > 0)
                _logger.JournalEventsLost(lost);
            Flush();
        }
    }

    private void Write(JournalEntry entry) => Attempt(() =>
    {
        _line.ResetWrittenCount();
        JournalLine.Write(_line, entry, _settings.Mode);
        _file.Append(_line.WrittenSpan);
    });

    private void Flush() => Attempt(_file.Flush);

    private void Attempt(Action write)
    {
        try
        {
            write();
            if (_failing)
                _logger.JournalFileRecovered(_settings.ExecLog);
            _failing = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The newest events stay in the grain storage; the log is told once, at the beginning of the trouble.
            if (!_failing)
                _logger.JournalFileFailed(exception, _settings.ExecLog);
            _failing = true;
        }
    }
}
