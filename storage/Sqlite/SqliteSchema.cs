namespace Executor.Storage.Sqlite;

/// <summary>The tables of the file, and the marks by which a file is known to be ours and of which version.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    /// <summary>Written to the file's header; "EXOR".</summary>
    public const int ApplicationId = 0x45584F52;

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

    /// <summary>Refuses a file that is not ours or is newer; changes nothing.</summary>
    /// <returns>Whether the tables are there.</returns>
    public static bool Check(SqliteSession session, string path)
    {
        var version = session.Number("PRAGMA user_version");
        var applicationId = session.Number("PRAGMA application_id");
        if (version == 0 && applicationId == 0 && session.Number("SELECT count(*) FROM sqlite_schema") == 0)
            return false;
        if (applicationId != ApplicationId)
            throw new SqliteFileException(path, "it is a database of another program. Nothing was changed; give another path.");
        if (version > Version)
        {
            throw new SqliteFileException(
                path,
                $"it has layout {version}, this release knows layouts up to {Version}. "
                    + "Nothing was changed; run the release that wrote it, or a later one.");
        }
        return true;
    }

    /// <summary>Creates the tables if they are not there; safe against another process doing the same.</summary>
    public static void Create(SqliteSession session, string path)
    {
        session.Begin(writes: true);
        if (!Check(session, path))
        {
            session.Execute(Tables);
            session.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        }
        session.Commit();
    }
}
