using Executor.Grains.Tests.Cluster;
using Microsoft.Data.Sqlite;

namespace Executor.Grains.Tests.Storage;

public sealed class CorruptRowTests
{
    [Theory]
    [InlineData("{broken")]
    [InlineData("""{"schema":999,"kind":"position","state":{}}""")]
    [InlineData("""{"schema":1,"kind":"position","state":{"Symbol":"BTCUSDC"}}""")]
    public async Task W54_StateThatCannotBeRead_StopsItsSymbolAloneAndStaysAsItIs(string document)
    {
        var before = await TestFleet.StartAsync();
        await before.SignalAsync();
        Overwrite(before.StateFile, document);
        await using var fleet = await before.RestartAsync();
        await fleet.Fleet().SetRosterAsync([TestFleet.Symbol, TestFleet.OtherSymbol], CancellationToken.None);

        var failure = await Record.ExceptionAsync(() => fleet.ViewAsync());
        var sweep = await fleet.Fleet().SweepAsync(CancellationToken.None);
        var other = await fleet.SignalAsync("other", TestFleet.OtherSymbol);

        Assert.Contains("cannot be read", failure?.ToString(), StringComparison.Ordinal);
        Assert.Contains("cannot be read", sweep[0].Problem, StringComparison.Ordinal);
        Assert.Null(sweep[1].Problem);
        Assert.NotNull(other.TradeKey);
        Assert.Equal(document, Document(fleet.StateFile));
    }

    private static void Overwrite(string file, string document)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE grain_state SET document = $document WHERE grain_type = 'position' AND CAST(grain_key AS TEXT) = 'BTCUSDC'";
        command.Parameters.AddWithValue("$document", document);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static string? Document(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT document FROM grain_state WHERE grain_type = 'position' AND CAST(grain_key AS TEXT) = 'BTCUSDC'";
        return (string?)command.ExecuteScalar();
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
