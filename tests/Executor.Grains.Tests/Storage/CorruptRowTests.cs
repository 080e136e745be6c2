using Executor.Grains.Tests.Cluster;

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
        StoredRow.Overwrite(before.StateFile, "position", document, TestFleet.Symbol);
        await using var fleet = await before.RestartAsync();
        await fleet.Fleet().SetRosterAsync([TestFleet.Symbol, TestFleet.OtherSymbol], CancellationToken.None);

        var failure = await Record.ExceptionAsync(() => fleet.ViewAsync());
        var sweep = await fleet.Fleet().SweepAsync(CancellationToken.None);
        var other = await fleet.SignalAsync("other", TestFleet.OtherSymbol);

        Assert.Contains("cannot be read", failure?.ToString(), StringComparison.Ordinal);
        Assert.Contains("cannot be read", sweep[0].Problem, StringComparison.Ordinal);
        Assert.Null(sweep[1].Problem);
        Assert.NotNull(other.TradeKey);
        Assert.Equal(document, StoredRow.Read(fleet.StateFile, "position", TestFleet.Symbol));
    }
}
