namespace Executor.Storage.Sqlite;

/// <summary>The tables of grain state and reminders.</summary>
internal static class GrainLayout
{
    private const string Tables = """
        CREATE TABLE grain_state (
            service_id TEXT    NOT NULL,
            grain_type TEXT    NOT NULL,
            grain_key  BLOB    NOT NULL,
            state_name TEXT    NOT NULL,
            version    INTEGER NOT NULL CHECK (version > 0),
            document   TEXT, -- null: cleared; the row stays, so that a writer from before the clearing is still refused
            PRIMARY KEY (service_id, grain_type, grain_key, state_name)
        ) STRICT;

        CREATE TABLE reminder (
            service_id   TEXT    NOT NULL,
            grain_type   TEXT    NOT NULL,
            grain_key    BLOB    NOT NULL,
            name         BLOB    NOT NULL,
            grain_hash   INTEGER NOT NULL CHECK (grain_hash BETWEEN 0 AND 4294967295),
            start_ticks  INTEGER NOT NULL,
            period_ticks INTEGER NOT NULL,
            version      INTEGER NOT NULL CHECK (version > 0),
            PRIMARY KEY (service_id, grain_type, grain_key, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reminder_by_hash ON reminder (service_id, grain_hash);

        -- Versions of reminders never repeat, even when a row is removed and registered anew.
        CREATE TABLE reminder_version (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), last INTEGER NOT NULL) STRICT;
        INSERT INTO reminder_version VALUES (1, 0);

        -- For people: keys and names are bytes, because not all of them are text.
        CREATE VIEW readable_state AS
            SELECT service_id, grain_type, CAST(grain_key AS TEXT) AS grain_key, state_name, version, document FROM grain_state;
        CREATE VIEW readable_reminder AS
            SELECT service_id, grain_type, CAST(grain_key AS TEXT) AS grain_key, CAST(name AS TEXT) AS name,
                   strftime('%Y-%m-%dT%H:%M:%SZ', (start_ticks - 621355968000000000) / 10000000, 'unixepoch') AS start_at,
                   period_ticks / 10000000.0 AS period_seconds
            FROM reminder;
        """;

    /// <summary>Marked "EXOR".</summary>
    public static SqliteLayout Layout { get; } = new(0x45584F52, Version: 1, Tables);
}
