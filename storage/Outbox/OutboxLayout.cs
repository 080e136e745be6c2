using Executor.Storage.Sqlite;

namespace Executor.Storage.Outbox;

/// <summary>The tables of an outbox.</summary>
internal static class OutboxLayout
{
    private const string Tables = """
        CREATE TABLE message (
            position      INTEGER PRIMARY KEY AUTOINCREMENT,
            id            TEXT    NOT NULL UNIQUE,
            stream        TEXT    NOT NULL,
            event         TEXT    NOT NULL,
            body          TEXT    NOT NULL,
            created_ticks INTEGER NOT NULL,
            attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            due_ticks     INTEGER NOT NULL,
            is_dead       INTEGER NOT NULL DEFAULT 0 CHECK (is_dead IN (0, 1)),
            problem       TEXT
        ) STRICT;
        CREATE INDEX message_by_stream ON message (is_dead, stream, position);

        -- The newest message that was taken in, by stream; the stream without a name holds when the outbox was opened first.
        CREATE TABLE mark (
            stream   TEXT    NOT NULL PRIMARY KEY,
            sequence INTEGER NOT NULL,
            at_ticks INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Marked "EXOX".</summary>
    public static SqliteLayout Layout { get; } = new(0x45584F58, Version: 1, Tables);
}
