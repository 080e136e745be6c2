using System.Collections.Immutable;
using Executor.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Executor.Storage.Outbox;

/// <summary>The statements on the tables of an outbox.</summary>
internal static class OutboxTable
{
    private const string Columns = "id, stream, event, body, created_ticks, attempts, due_ticks, is_dead, problem";
    private const string Heads = "SELECT min(position) FROM message WHERE is_dead = 0 GROUP BY stream";

    /// <summary>Notes when the outbox was opened first: what happened before is no news.</summary>
    public static int Begin(SqliteSession session, DateTimeOffset now) =>
        session.Statement("INSERT INTO mark VALUES ('', 0, $1) ON CONFLICT DO NOTHING", now.UtcTicks).ExecuteNonQuery();

    /// <summary>Takes in what is new, and makes room for it.</summary>
    public static OutboxIntake Add(SqliteSession session, IEnumerable<OutboxDraft> drafts, DateTimeOffset now, int capacity)
    {
        var added = 0;
        foreach (var draft in drafts.Where(draft => IsNews(session, draft)))
        {
            added += session.Statement(
                "INSERT INTO message (id, stream, event, body, created_ticks, due_ticks) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                draft.Id, draft.Stream, draft.Event, draft.Body, draft.At.UtcTicks, now.UtcTicks).ExecuteNonQuery();
            session.Statement(
                "INSERT INTO mark VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET sequence = excluded.sequence, at_ticks = excluded.at_ticks",
                draft.Stream, draft.Sequence, draft.At.UtcTicks).ExecuteNonQuery();
        }

        var excess = session.Number("SELECT count(*) FROM message") - capacity;
        var dropped = excess <= 0 ? 0 : session.Statement(
            "DELETE FROM message WHERE position IN (SELECT position FROM message ORDER BY is_dead DESC, position LIMIT $1)", excess).ExecuteNonQuery();
        return new OutboxIntake(added, dropped);
    }

    /// <summary>The oldest waiting message of each stream, as far as it is due.</summary>
    public static ImmutableArray<OutboxMessage> Due(SqliteSession session, DateTimeOffset now, int most) => ReadAll(session.Statement(
        $"SELECT {Columns} FROM message WHERE position IN ({Heads}) AND due_ticks <= $1 ORDER BY due_ticks, position LIMIT $2", now.UtcTicks, most));

    /// <summary>When something is due next; null: nothing waits.</summary>
    public static DateTimeOffset? NextDue(SqliteSession session) =>
        session.Statement($"SELECT min(due_ticks) FROM message WHERE position IN ({Heads})").ExecuteScalar() is long ticks ? Utc(ticks) : null;

    public static int Remove(SqliteSession session, string id) => session.Statement("DELETE FROM message WHERE id = $1", id).ExecuteNonQuery();

    public static int Postpone(SqliteSession session, string id, DateTimeOffset dueAt, string problem) => session.Statement(
        "UPDATE message SET attempts = attempts + 1, due_ticks = $2, problem = $3 WHERE id = $1", id, dueAt.UtcTicks, problem).ExecuteNonQuery();

    public static int Bury(SqliteSession session, string id, string problem) => session.Statement(
        "UPDATE message SET attempts = attempts + 1, is_dead = 1, problem = $2 WHERE id = $1", id, problem).ExecuteNonQuery();

    public static int Revive(SqliteSession session, string id, DateTimeOffset now) => session.Statement(
        "UPDATE message SET attempts = 0, is_dead = 0, due_ticks = $2 WHERE id = $1", id, now.UtcTicks).ExecuteNonQuery();

    public static OutboxStatus Status(SqliteSession session, int most) => new(
        session.Number("SELECT count(*) FROM message WHERE is_dead = 0"),
        session.Number("SELECT count(*) FROM message WHERE is_dead = 1"),
        session.Statement("SELECT min(created_ticks) FROM message WHERE is_dead = 0").ExecuteScalar() is long ticks ? Utc(ticks) : null,
        ReadAll(session.Statement($"SELECT {Columns} FROM message ORDER BY is_dead DESC, position LIMIT $1", most)));

    /// <summary>A lower number with a later time belongs to a stream that began anew, and is news.</summary>
    private static bool IsNews(SqliteSession session, OutboxDraft draft)
    {
        using var marks = session.Statement("SELECT stream, sequence, at_ticks FROM mark WHERE stream IN ('', $1) ORDER BY stream DESC LIMIT 1", draft.Stream)
            .ExecuteReader();
        if (!marks.Read())
            return true;
        var (sequence, at) = (marks.GetInt64(1), marks.GetInt64(2));
        return marks.GetString(0).Length == 0 ? draft.At.UtcTicks >= at : draft.Sequence > sequence || draft.At.UtcTicks > at;
    }

    private static ImmutableArray<OutboxMessage> ReadAll(SqliteCommand statement)
    {
        var messages = ImmutableArray.CreateBuilder<OutboxMessage>();
        using var reader = statement.ExecuteReader();
        while (reader.Read())
        {
            messages.Add(new OutboxMessage(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Utc(reader.GetInt64(4)), reader.GetInt32(5),
                Utc(reader.GetInt64(6)), reader.GetInt64(7) == 1, reader.IsDBNull(8) ? null : reader.GetString(8)));
        }
        return messages.DrainToImmutable();
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
