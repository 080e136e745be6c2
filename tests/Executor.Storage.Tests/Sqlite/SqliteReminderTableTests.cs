using Executor.Storage.Tests.Conformance;

namespace Executor.Storage.Tests.Sqlite;

public sealed class SqliteReminderTableTests : ReminderTableConformance
{
    private readonly SqliteFolder _folder = new();

    [Fact]
    public async Task Services_InOneFile_DoNotSeeEachOther()
    {
        await Table.UpsertRow(Entry("BTCUSDC", "manage"));

        Assert.Empty((await _folder.OpenReminders(service: "another").ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task Name_ThatIsNotText_IsRefusedInsteadOfMeetingAnother() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Table.UpsertRow(Entry("BTCUSDC", "lone \uD800")));

    [Fact]
    public async Task StartAt_WithoutKindOrLocal_IsTheSameInstant()
    {
        var utc = new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc);
        foreach (var time in new[] { utc, DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), utc.ToLocalTime() })
        {
            var entry = Entry("BTCUSDC", "manage");
            entry.StartAt = time;
            await Table.UpsertRow(entry);

            var read = (await Table.ReadRow(entry.GrainId, "manage"))!.StartAt;
            Assert.Equal(utc, read);
            Assert.Equal(DateTimeKind.Utc, read.Kind);
        }
    }

    [Fact]
    public async Task Rows_ReadByAPerson_AreReadable()
    {
        await Table.UpsertRow(Entry("BTCUSDC", "manage"));

        Assert.Equal("position BTCUSDC manage 2026-03-29T01:02:03Z 60.0000001",
            _folder.Sql("SELECT concat_ws(' ', grain_type, grain_key, name, start_at, period_seconds) FROM readable_reminder"));
    }

    protected override Task<IReminderTable> OpenAsync() => Task.FromResult<IReminderTable>(_folder.OpenReminders());

    protected override ValueTask CloseAsync() => _folder.DisposeAsync();
}
