using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Executor.Storage.Sqlite;

/// <summary>The statements on table <c>grain_state</c>. Changes compare the ETag, the row's version, inside the transaction.</summary>
internal static class GrainStateTable
{
    private const string Key = "service_id = $1 AND grain_type = $2 AND grain_key = $3 AND state_name = $4";

    public static GrainStateRow? Read(SqliteSession session, GrainStateKey key)
    {
        using var reader = Statement(session, $"SELECT version, document FROM grain_state WHERE {Key}", key).ExecuteReader();
        if (!reader.Read())
            return null;

        var document = reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1);
        return new GrainStateRow(ETag(reader.GetInt64(0)), document);
    }

    /// <summary>Replaces the row if it has the ETag <paramref name="expected"/>; null means that there must be none.</summary>
    public static GrainStateChange Write(SqliteSession session, GrainStateKey key, string? expected, string document)
    {
        var stored = Version(session, key);
        if (ETag(stored) != expected)
            return new GrainStateChange(Done: false, ETag(stored));

        const string sql = """
            INSERT INTO grain_state (service_id, grain_type, grain_key, state_name, version, document) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO UPDATE SET version = excluded.version, document = excluded.document
            """;
        var next = (stored ?? 0) + 1;
        Statement(session, sql, key, next, document).ExecuteNonQuery();
        return new GrainStateChange(Done: true, ETag(next));
    }

    /// <summary>Empties the row if it has the ETag <paramref name="expected"/>; null: there must be none, and nothing is to do.</summary>
    public static GrainStateChange Clear(SqliteSession session, GrainStateKey key, string? expected)
    {
        var stored = Version(session, key);
        if (ETag(stored) != expected)
            return new GrainStateChange(Done: false, ETag(stored));
        if (stored is not { } version)
            return new GrainStateChange(Done: true, ETag: null);

        Statement(session, $"UPDATE grain_state SET version = $5, document = NULL WHERE {Key}", key, version + 1).ExecuteNonQuery();
        return new GrainStateChange(Done: true, ETag(version + 1));
    }

    private static long? Version(SqliteSession session, GrainStateKey key) =>
        (long?)Statement(session, $"SELECT version FROM grain_state WHERE {Key}", key).ExecuteScalar();

    private static SqliteCommand Statement(SqliteSession session, string sql, GrainStateKey key, params ReadOnlySpan<object?> more) =>
        session.Statement(sql, [key.ServiceId, key.Grain.Type.ToString(), key.Grain.Key.AsSpan().ToArray(), key.StateName, .. more]);

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static string? ETag(long? version) => version is { } some ? ETag(some) : null;
}
