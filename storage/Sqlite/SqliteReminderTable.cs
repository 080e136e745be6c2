using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Executor.Storage.Sqlite;

/// <summary>Reminders in a SQLite file.</summary>
internal sealed class SqliteReminderTable(SqliteFile file, IOptions<ClusterOptions> cluster) : IReminderTable
{
    private string ServiceId => cluster.Value.ServiceId;

    public Task StartAsync(CancellationToken cancellationToken) => file.OpenAsync(cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadRows(grainId, CancellationToken.None);

    public async Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken) =>
        new(await file.ReadAsync(session => ReminderRows.OfGrain(session, ServiceId, grainId), cancellationToken));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadRows(begin, end, CancellationToken.None);

    public async Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken) =>
        new(await file.ReadAsync(session => ReminderRows.InRange(session, ServiceId, begin, end), cancellationToken));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => ReadRow(grainId, reminderName, CancellationToken.None);

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
    {
        var name = ReminderRows.NameBytes(reminderName);
        return await file.ReadAsync(session => ReminderRows.One(session, ServiceId, grainId, name), cancellationToken);
    }

    public Task<string?> UpsertRow(ReminderEntry entry) => UpsertRow(entry, CancellationToken.None);

    public async Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken)
    {
        var name = ReminderRows.NameBytes(entry.ReminderName);
        return await file.WriteAsync(session => ReminderRows.Upsert(session, ServiceId, entry, name), cancellationToken);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        RemoveRow(grainId, reminderName, eTag, CancellationToken.None);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken)
    {
        var name = ReminderRows.NameBytes(reminderName);
        return file.WriteAsync(session => ReminderRows.Remove(session, ServiceId, grainId, name, eTag), cancellationToken);
    }

    public Task TestOnlyClearTable() => TestOnlyClearTable(CancellationToken.None);

    public Task TestOnlyClearTable(CancellationToken cancellationToken) =>
        file.WriteAsync(session => ReminderRows.Clear(session, ServiceId), cancellationToken);
}
