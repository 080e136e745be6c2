using Executor.Storage.Stores;

namespace Executor.Storage.Sqlite;

/// <summary>Makes sure that the rows in the file are this service's: under another name the positions in it would not be seen.</summary>
internal sealed class SqliteCheck(SqliteFile file, string serviceId) : IStoreCheck
{
    private const string Stranger = """
        SELECT service_id FROM (SELECT service_id FROM grain_state UNION SELECT service_id FROM reminder) WHERE service_id <> $1 LIMIT 1
        """;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var owner = await file.ReadAsync(session => (string?)session.Statement(Stranger, serviceId).ExecuteScalar(), cancellationToken);
        if (owner is not null)
        {
            throw new StoreException(
                $"SQLite file '{file.FilePath}'", $"it belongs to service '{owner}', this is '{serviceId}'. Nothing was changed; give the right folder, or the right service id.");
        }
    }
}
