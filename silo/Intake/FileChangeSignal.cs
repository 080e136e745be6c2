using System.Threading.Channels;

namespace Executor.Silo.Intake;

/// <summary>
/// Wakes a reader when a file may have changed: at once by the operating system's notification, and in any case once a period, since
/// network file systems notify nobody and the folder may not exist yet. Several changes before a wait are one.
/// </summary>
internal sealed class FileChangeSignal : IDisposable
{
    private readonly string _path;
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly ITimer _poll;
    private FileSystemWatcher? _watcher;
    private bool _disposed;

    public FileChangeSignal(string path, TimeSpan pollEvery, TimeProvider clock)
    {
        _path = Path.GetFullPath(path);
        EnsureWatching();
        _poll = clock.CreateTimer(_ => OnPoll(), null, pollEvery, pollEvery);
    }

    /// <summary>Returns after a change since the last return, or after the period.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _raised.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    public void Dispose()
    {
        _poll.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    private void OnPoll()
    {
        EnsureWatching();
        Raise();
    }

    private void Raise() => _raised.Writer.TryWrite(true);

    private void EnsureWatching()
    {
        lock (_gate)
        {
            var folder = Path.GetDirectoryName(_path)!;
            if (_watcher is not null && !Directory.Exists(folder))
                DropWatcher();
            if (_disposed || _watcher is not null || !Directory.Exists(folder))
                return;
            try
            {
                _watcher = new FileSystemWatcher(folder, Path.GetFileName(_path))
                {
                    NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.CreationTime,
                };
                _watcher.Changed += (_, _) => Raise();
                _watcher.Created += (_, _) => Raise();
                _watcher.Deleted += (_, _) => Raise();
                _watcher.Renamed += (_, _) => Raise();
                _watcher.Error += (_, _) => OnWatcherFailed();
                _watcher.EnableRaisingEvents = true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                DropWatcher(); // no watch left or the folder went away: the poll goes on, and tries again
            }
        }
    }

    private void OnWatcherFailed()
    {
        lock (_gate)
            DropWatcher();
        Raise();
    }

    private void DropWatcher()
    {
        _watcher?.Dispose();
        _watcher = null;
    }
}
