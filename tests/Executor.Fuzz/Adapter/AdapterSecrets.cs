using System.Collections.Concurrent;
using Executor.Exchange.Signing;
using Executor.Fuzz.Running;
using Microsoft.Extensions.Logging;

namespace Executor.Fuzz.Adapter;

/// <summary>The secrets of the adapter under test, and everything it logs: nothing that it says may hold one, and nothing may be logged that nobody
/// expected.</summary>
internal sealed class AdapterSecrets : ILoggerProvider, ILogger
{
    /// <summary>Keys of nobody.</summary>
    public const string Key = "fuzzKeyvmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7J";

    private const string Secret = "fuzzSecretNhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6";

    /// <summary>An event that says that an exception came which nobody foresaw.</summary>
    private const string Unforeseen = "HandlingFailed";

    private readonly ConcurrentQueue<string> _findings = new();
    private volatile string _signature = "none yet";

    public static ApiCredentials Credentials { get; } = ApiCredentials.Create(ApiKeyType.HmacSha256, Key, Secret);

    /// <summary>Remembers the signature of a request that leaves.</summary>
    public void Signed(string query)
    {
        var at = query.IndexOf("signature=", StringComparison.Ordinal);
        if (at >= 0)
        {
            _signature = query[(at + 10)..].Split('&')[0];
        }
    }

    /// <summary>Fails when <paramref name="said"/> holds a secret.</summary>
    public void Check(string said)
    {
        if (Holds(said))
        {
            throw new FuzzFindingException($"a secret is shown: {said}");
        }

        if (_findings.TryDequeue(out var logged))
        {
            throw new FuzzFindingException(logged);
        }
    }

    /// <summary>Remembers a finding of another thread for the next <see cref="Check"/>.</summary>
    public void Fail(string what) => _findings.Enqueue(what);

    /// <summary>As <see cref="Check"/>, for another thread.</summary>
    public void Note(string said)
    {
        if (Holds(said))
        {
            _findings.Enqueue($"a secret is shown: {said}");
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{eventId.Name} {formatter(state, exception)} {exception}";
        if (Holds(line))
        {
            _findings.Enqueue($"a secret is logged: {line}");
        }

        if (eventId.Name == Unforeseen)
        {
            _findings.Enqueue($"an exception that nobody foresaw: {line}");
        }
    }

    public void Dispose()
    {
    }

    private bool Holds(string text) =>
        text.Contains(Key, StringComparison.Ordinal) || text.Contains(Secret, StringComparison.Ordinal)
        || text.Contains(_signature, StringComparison.OrdinalIgnoreCase) || text.Contains("signature=", StringComparison.OrdinalIgnoreCase);
}
