using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Executor.Storage.Sqlite;

/// <summary>The statements on table <c>reminder</c>.</summary>
internal static class ReminderRows
{
    private const string Columns = "SELECT grain_type, grain_key, name, start_ticks, period_ticks, version FROM reminder WHERE service_id = $1";

    /// <summary>A name that is not valid text is refused: stored as something else it could meet another one.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] NameBytes(string name) => Utf8.GetBytes(name);

    public static IReadOnlyList<ReminderEntry> OfGrain(SqliteSession session, string serviceId, GrainId grain) =>
        ReadAll(session.Statement($"{Columns} AND grain_type = $2 AND grain_key = $3", serviceId, GrainType(grain), GrainKey(grain)));

    public static ReminderEntry? One(SqliteSession session, string serviceId, GrainId grain, byte[] name) =>
        ReadAll(session.Statement(
            $"{Columns} AND grain_type = $2 AND grain_key = $3 AND name = $4", serviceId, GrainType(grain), GrainKey(grain), name)).SingleOrDefault();

    /// <summary>
    /// The reminders whose grain's hash is in (<paramref name="begin"/>, <paramref name="end"/>]; a range that ends where it begins, or
    /// before, goes around the end of the ring.
    /// </summary>
    public static IReadOnlyList<ReminderEntry> InRange(SqliteSession session, string serviceId, uint begin, uint end) =>
        ReadAll(session.Statement(
            begin < end ? $"{Columns} AND grain_hash > $2 AND grain_hash <= $3" : $"{Columns} AND (grain_hash > $2 OR grain_hash <= $3)",
            serviceId, (long)begin, (long)end));

    /// <returns>The new ETag, never given before.</returns>
    public static string Upsert(SqliteSession session, string serviceId, ReminderEntry entry, byte[] name)
    {
        const string next = "UPDATE reminder_version SET last = last + 1 RETURNING last";
        const string upsert = """
            INSERT INTO reminder (service_id, grain_type, grain_key, name, grain_hash, start_ticks, period_ticks, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO UPDATE SET start_ticks = excluded.start_ticks, period_ticks = excluded.period_ticks, version = excluded.version
            """;
        var version = (long)session.Statement(next).ExecuteScalar()!; // the table has exactly one row
        session.Statement(
            upsert, serviceId, GrainType(entry.GrainId), GrainKey(entry.GrainId), name, (long)entry.GrainId.GetUniformHashCode(),
            UtcTicks(entry.StartAt), entry.Period.Ticks, version).ExecuteNonQuery();
        return ETag(version);
    }

    public static bool Remove(SqliteSession session, string serviceId, GrainId grain, byte[] name, string etag) =>
        One(session, serviceId, grain, name) is { } stored
        && stored.ETag == etag
        && session.Statement(
            "DELETE FROM reminder WHERE service_id = $1 AND grain_type = $2 AND grain_key = $3 AND name = $4",
            serviceId, GrainType(grain), GrainKey(grain), name).ExecuteNonQuery() == 1;

    public static int Clear(SqliteSession session, string serviceId) =>
        session.Statement("DELETE FROM reminder WHERE service_id = $1", serviceId).ExecuteNonQuery();

    private static List<ReminderEntry> ReadAll(SqliteCommand statement)
    {
        var entries = new List<ReminderEntry>();
        using var reader = statement.ExecuteReader();
        while (reader.Read())
        {
            entries.Add(new ReminderEntry
            {
                GrainId = GrainId.Create(Orleans.Runtime.GrainType.Create(reader.GetString(0)), new IdSpan(reader.GetFieldValue<byte[]>(1))),
                ReminderName = Utf8.GetString(reader.GetFieldValue<byte[]>(2)),
                StartAt = new DateTime(reader.GetInt64(3), DateTimeKind.Utc),
                Period = TimeSpan.FromTicks(reader.GetInt64(4)),
                ETag = ETag(reader.GetInt64(5)),
            });
        }
        return entries;
    }

    /// <summary>A time without a kind is taken as UTC, which is what Orleans hands over.</summary>
    private static long UtcTicks(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime().Ticks : time.Ticks;

    private static string GrainType(GrainId grain) => grain.Type.ToString()!;

    private static byte[] GrainKey(GrainId grain) => grain.Key.AsSpan().ToArray();

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
