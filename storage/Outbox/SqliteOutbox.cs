using System.Collections.Immutable;
using Executor.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Executor.Storage.Outbox;

/// <summary>
/// Messages that have to leave, in a SQLite file of their own: neither its writes nor its size concern the states of the grains. A message
/// stays until it is known to have arrived, so it may be sent twice, with the same id.
/// </summary>
public sealed class SqliteOutbox : IAsyncDisposable
{
    private readonly SqliteFile _file;
    private readonly int _capacity;

    private SqliteOutbox(SqliteFile file, int capacity) => (_file, _capacity) = (file, capacity);

    /// <summary>The outbox in the file at <paramref name="path"/>; the file is made if need be.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="now">Present time, UTC: what happened before the outbox was opened for the first time is not taken in.</param>
    /// <param name="capacity">Messages that it holds at most, above 0; beyond, the oldest go, dead ones first.</param>
    /// <param name="logger">Takes what happens to the file.</param>
    /// <param name="cancellationToken">Gives up before the file is open.</param>
    /// <exception cref="SqliteFileException">The file cannot be used.</exception>
    public static async Task<SqliteOutbox> OpenAsync(
        string path, DateTimeOffset now, int capacity, ILogger<SqliteOutbox> logger, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        var file = new SqliteFile(new SqliteFileOptions { Path = Path.GetFullPath(path), Layout = OutboxLayout.Layout }, logger);
        try
        {
            await file.WriteAsync(session => OutboxTable.Begin(session, now), cancellationToken).ConfigureAwait(false);
            return new SqliteOutbox(file, capacity);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes in messages, each once however often it is handed over; they are due at once.</summary>
    public Task<OutboxIntake> AddAsync(IReadOnlyCollection<OutboxDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken) =>
        _file.WriteAsync(session => OutboxTable.Add(session, drafts, now, _capacity), cancellationToken);

    /// <summary>Messages that may be sent now: of each stream the oldest that waits, if it is due.</summary>
    public Task<ImmutableArray<OutboxMessage>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        _file.ReadAsync(session => OutboxTable.Due(session, now, most), cancellationToken);

    /// <summary>When <see cref="DueAsync"/> will have something, UTC; null: nothing waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => _file.ReadAsync(OutboxTable.NextDue, cancellationToken);

    /// <summary>The message has arrived.</summary>
    public Task SentAsync(string id, CancellationToken cancellationToken) =>
        _file.WriteAsync(session => OutboxTable.Remove(session, id), cancellationToken);

    /// <summary>The message did not arrive, and is sent again from <paramref name="dueAt"/> on; its stream waits for it.</summary>
    public Task PostponeAsync(string id, DateTimeOffset dueAt, string problem, CancellationToken cancellationToken) =>
        _file.WriteAsync(session => OutboxTable.Postpone(session, id, dueAt, problem), cancellationToken);

    /// <summary>The message is given up; its stream goes on with the next.</summary>
    public Task BuryAsync(string id, string problem, CancellationToken cancellationToken) =>
        _file.WriteAsync(session => OutboxTable.Bury(session, id, problem), cancellationToken);

    /// <summary>Lets a message be sent again at once, as if never tried; false: there is none of that id.</summary>
    public async Task<bool> ReviveAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await _file.WriteAsync(session => OutboxTable.Revive(session, id, now), cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>How full it is, with at most <paramref name="most"/> of its messages.</summary>
    public Task<OutboxStatus> StatusAsync(int most, CancellationToken cancellationToken) =>
        _file.ReadAsync(session => OutboxTable.Status(session, most), cancellationToken);

    /// <summary>Ends what is under way, then closes the file.</summary>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
