using Executor.Simulator.Paper;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Silo.Tests.Running;

/// <summary>A whole silo trades on a margin account of the paper exchange.</summary>
public sealed class PaperMarginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MarketFiles _files;

    public PaperMarginTests() => _files = new MarketFiles(_folder, "BTCUSDC");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("false", "long", 0.95)]
    [InlineData("true", "short", 1.05)]
    public async Task Trade_OnPaperMargin_BorrowsTradesAndEndsWithoutDebt(string isolated, string kind, double move)
    {
        var symbol = RunningSilo.Symbol("BTCUSDC", _files.Inputs, ("TRADE_MODE", "margin"), ("MARGIN_ISOLATED", isolated), ("QTY_USD", "150"));
        var account = symbol.Configuration.Settings.Account;
        await using var silo = await RunningSilo.StartAsync(RunningSilo.Settings(_folder, symbol) with { PaperQuoteBalance = 100m });
        await silo.FollowingAsync("BTCUSDC");
        _files.AppendSignal(_files.Peak(kind));
        await silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        await silo.EventAsync("BTCUSDC", "MARGIN_BORROWED");
        var beyond = decimal.Round(_files.LastClose * (decimal)move, 2);

        _files.AppendRow(high: Math.Max(beyond, _files.LastClose), low: Math.Min(beyond, _files.LastClose), close: beyond);

        await silo.EventAsync("BTCUSDC", "TRADE_CLOSED");
        var exchange = silo.Services.GetRequiredService<PaperExchange>();
        Assert.Equal(0m, exchange.BalanceOf("USDC", account, "BTCUSDC").Debt);
        Assert.Equal(0m, exchange.BalanceOf("BTC", account, "BTCUSDC").Debt);
        Assert.Equal(0m, exchange.BalanceOf("USDC").Total); // nothing of it happened on the spot account
    }
}
