namespace Executor.Storage.Sqlite;

/// <summary>What a kind of file has in it, and the marks by which one is known to be ours, of this kind and of which version.</summary>
/// <param name="ApplicationId">Written to the file's header; another one for each kind, never used again.</param>
/// <param name="Version">Version of the tables, above 0.</param>
/// <param name="Tables">Statements that create them.</param>
internal sealed record SqliteLayout(int ApplicationId, int Version, string Tables)
{
    /// <summary>Refuses a file that is not of this kind or is newer; changes nothing.</summary>
    /// <returns>Whether the tables are there.</returns>
    public bool Check(SqliteSession session, string path)
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
    public void Create(SqliteSession session, string path)
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
