using System.Net;
using Executor.Silo.Configuration;
using Microsoft.Data.Sqlite;

namespace Executor.Silo.Tests.Running;

public sealed class RestartTests
{
    [Fact]
    public async Task W54_Start_WhenThePositionOfOneSymbolIsCorrupt_ReportsThatOneLeavesItsRowAndTradesTheOther()
    {
        using var folder = new TemporaryFolder();
        var broken = new MarketFiles(folder, "BTCUSDC");
        var sound = new MarketFiles(folder, "ETHUSDC");
        var settings = RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", broken.Inputs), RunningSilo.Symbol("ETHUSDC", sound.Inputs));
        await using (var first = await RunningSilo.StartAsync(settings))
        {
            await first.FollowingAsync("BTCUSDC");
            broken.AppendSignal(broken.Peak());
            await first.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        }

        Execute(settings, "UPDATE grain_state SET document = '{ \"schema\": 1, \"kind\": \"pos' WHERE grain_type = 'position' AND CAST(grain_key AS TEXT) = 'BTCUSDC'");

        await using var second = await RunningSilo.StartAsync(settings);
        await second.FollowingAsync("ETHUSDC");
        sound.AppendSignal(sound.Peak());
        await second.EventAsync("ETHUSDC", "EXITS_PLACED_V15");
        var positions = await second.Client.GetStringAsync(new Uri("/positions", UriKind.Relative), TestContext.Current.CancellationToken);
        using var ready = await second.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("\"problems\":[{\"symbol\":\"BTCUSDC\"", positions, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("BTCUSDC", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("{ \"schema\": 1, \"kind\": \"pos", Execute(
            settings, "SELECT document FROM grain_state WHERE grain_type = 'position' AND CAST(grain_key AS TEXT) = 'BTCUSDC'"));
    }

    [Fact]
    public async Task Create_WhenAnotherSiloHasTheDataFolder_RefusesAndSaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        var settings = RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", new SymbolInputs.Demo()));
        await using (await RunningSilo.StartAsync(settings))
            Assert.Contains("EXECUTOR_DATA_DIR", Assert.Throws<IOException>(() => SiloHost.Create(settings)).Message, StringComparison.Ordinal);

        await using var again = SiloHost.Create(settings); // the claim ended with the first
    }

    private static object? Execute(SiloSettings settings, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={settings.DataPath("executor.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // literals of this test only
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
