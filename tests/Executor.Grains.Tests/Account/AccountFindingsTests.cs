using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Settings;
using Executor.Grains.Account;

namespace Executor.Grains.Tests.Account;

public sealed class AccountFindingsTests
{
    [Fact]
    public void Of_AnOrderUnderOurPrefixWithoutATrade_IsDangerousAtEveryStart()
    {
        var findings = Of(TradingAccount.Spot, orders: [Order("EX_TP1_0123456789ab_0e1")]);

        Assert.Equal("Order under our prefix EX_TP1_0123456789ab_0e1 (7): Sell Limit 0.5 at 70000.", Assert.Single(findings.Dangerous));
        Assert.Empty(findings.Unexplained);
    }

    [Fact]
    public void Of_AForeignOrder_IsUnexplained()
    {
        var findings = Of(TradingAccount.Spot, orders: [Order("web_1")]);

        Assert.StartsWith("Foreign order web_1", Assert.Single(findings.Unexplained), StringComparison.Ordinal);
        Assert.Empty(findings.Dangerous);
    }

    [Theory]
    [InlineData(TradingAccount.CrossMargin)]
    [InlineData(TradingAccount.IsolatedMargin)]
    public void Of_ADebtWithoutATrade_IsUnexplainedOnce(TradingAccount account)
    {
        var findings = Of(account, quote: new Balance("USDT", 10m, 0m) { Borrowed = 5m, Interest = 0.01m });

        Assert.Equal("Owes 5.01 USDT (principal 5, interest 0.01).", Assert.Single(findings.Unexplained));
    }

    [Fact]
    public void Of_HoldingsAlone_AreShownAndHoldNothing()
    {
        var findings = Of(TradingAccount.Spot, quote: new Balance("USDT", 10m, 2m));

        Assert.Equal(["Holds 12 USDT, 2 of it locked."], findings.Seen);
        Assert.Empty(findings.Unexplained);
    }

    private static AccountFindings Of(TradingAccount account, ImmutableArray<OrderReport>? orders = null, Balance? quote = null) => AccountFindings.Of(
        new ExchangeView
        {
            At = DateTimeOffset.UnixEpoch,
            Base = new Balance("BTC", 0m, 0m),
            Quote = quote ?? new Balance("USDT", 0m, 0m),
            OpenOrders = orders ?? [],
        },
        new SymbolSettings { Symbol = "BTCUSDT", Account = account });

    private static OrderReport Order(string clientOrderId) => new()
    {
        Symbol = "BTCUSDT",
        OrderId = 7,
        ClientOrderId = clientOrderId,
        Side = OrderSide.Sell,
        Type = OrderType.Limit,
        Status = OrderStatus.New,
        Price = 70_000m,
        Quantity = 0.5m,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
