using Executor.Storage.Sqlite;
using Executor.Storage.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Executor.Storage.Tests;

/// <summary>A caller in another silo must read what is wrong: an exception without a codec arrives as a serialization error.</summary>
public sealed class ExceptionTransportTests
{
    [Fact]
    public void StateRowException_SentToAnotherSilo_ArrivesWhole()
    {
        var cause = new StateFormatException("It is torn.", "Restore it.", new System.Text.Json.JsonException("at byte 3"));
        var sent = new StateRowException("grain storage 'positions' (/data/executor.db)", GrainId.Create("position", "BTCUSDC"), "state", cause);

        var arrived = Assert.IsType<StateRowException>(Send(sent));

        Assert.Equal(
            "State 'state' of grain type 'position', key 'BTCUSDC', in grain storage 'positions' (/data/executor.db) cannot be read: It is torn. "
                + "The row was not changed. Restore it.",
            arrived.Message);
        Assert.Equal(sent.Grain, arrived.Grain);
        Assert.Equal(sent.Store, arrived.Store);
        Assert.Equal("state", arrived.StateName);
        var inner = Assert.IsType<StateFormatException>(arrived.InnerException);
        Assert.Equal("It is torn.", inner.Problem);
        Assert.Equal("Restore it.", inner.Remedy);
    }

    [Fact]
    public void SqliteFileException_SentToAnotherSilo_ArrivesWithItsCause()
    {
        var arrived = Assert.IsType<SqliteFileException>(Send(new SqliteFileException("/data/executor.db", "full.", new SqliteException("disk full", 13))));

        Assert.Equal("/data/executor.db", arrived.Path);
        Assert.Equal("SQLite file '/data/executor.db': full.", arrived.Message);
        Assert.Equal("disk full", arrived.InnerException!.Message);
    }

    private static Exception? Send(Exception exception)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        return serializer.Deserialize<Exception>(serializer.SerializeToArray(exception));
    }
}
