using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Loans that are refused, repayments that are not enough, and an account that the exchange closes.</summary>
public sealed class MarginTests(Scoreboard board) : ScenarioTests(board)
{
    private const string Loans = "POST /sapi/v1/margin/borrow-repay";

    /// <summary>Buys for more than the account has: 10,000 USDT are borrowed.</summary>
    private static ScenarioSetup Borrowing(params (string Name, string Value)[] more) => new()
    {
        Account = "CrossMargin",
        Settings = new Dictionary<string, string>(more.Select(each => KeyValuePair.Create(each.Name, each.Value)))
        {
            ["MARGIN_BORROW_MODE"] = "MANUAL",
            ["QTY_USD"] = "60000",
        },
    };

    [Theory]
    [Scenario("P21")]
    [InlineData("NothingToLend", "long", "USDT")]
    [InlineData("LoanAboveLimit", "short", "BTC")]
    public Task P21_LoanIsRefused_NothingIsEnteredAndNothingIsOwed(string fault, string kind, string asset) => LiveAsync(Borrowing(), async scenario =>
    {
        await scenario.Exchange.FaultAsync(new { fault, endpoint = "borrow" });

        await scenario.PeakAsync(kind);

        await scenario.JournalAsync("MARGIN_BORROW_REFUSED");
        Assert.Equal("BORROW_REFUSED", (await scenario.JournalAsync("ENTRY_DONE")).Fields["status"]);
        await scenario.FlatAsync();
        Assert.Empty(await scenario.OrdersAsync());
        Assert.Equal(0m, (await scenario.Exchange.BalanceAsync("CrossMargin", asset)).Owed);
    });

    [Fact]
    [Scenario("P21")]
    public Task P21_LoanIsTakenAndFailsAfterwards_NothingIsEnteredAndNothingIsOwed() => LiveAsync(Borrowing(), async scenario =>
    {
        await scenario.StrikeAsync(new { fault = "LoanFails", endpoint = "borrow" }, () => scenario.PeakAsync());

        await scenario.JournalAsync("ENTRY_DONE");
        await scenario.FlatAsync();
        Assert.Empty(await scenario.OrdersAsync());
        await AssertNothingIsOwedAsync(scenario, "USDT");
    });

    [Fact]
    [Scenario("P21")]
    public Task P21_LoanIsTakenAndItsAnswerIsLost_IsNotTakenTwice() => LiveAsync(Borrowing(), async scenario =>
    {
        await scenario.StrikeAsync(new { fault = "AcceptThenReset", endpoint = Loans, count = 1 }, () => scenario.PeakAsync());

        await scenario.PositionAsync(position => position.IsProtected);

        var plan = await scenario.JournalAsync("MARGIN_BORROW_PLAN");
        var owed = (await scenario.Exchange.BalanceAsync("CrossMargin", "USDT")).Owed;
        Assert.InRange(owed, plan.Number("borrow_amount"), plan.Number("borrow_amount") * 1.001m); // once, and its interest
        Assert.Single(await scenario.Exchange.ReceivedAsync(Loans));
        await CloseAsync(scenario);
        await AssertNothingIsOwedAsync(scenario, "USDT");
    });

    [Theory]
    [Scenario("P21")]
    [InlineData("long", "USDT")]
    [InlineData("short", "BTC")]
    public Task P21_InterestAccruesAndARepaymentFails_TheTradeIsNotFinishedBeforeTheDebtIsZero(string kind, string asset) => LiveAsync(
        Borrowing(("RECONCILE_EVERY_SEC", "2")),
        async scenario =>
        {
            var open = await scenario.OpenAsync(kind);
            var first = (await scenario.Exchange.BalanceAsync("CrossMargin", asset)).Owed;
            await scenario.Exchange.ChargeInterestAsync();
            var owed = (await scenario.Exchange.BalanceAsync("CrossMargin", asset)).Owed;
            Assert.True(owed > first, $"{first} {owed}");
            var fault = await scenario.Exchange.FaultAsync(new { fault = "LoanFails", endpoint = "repay" });

            await scenario.MoveAsync(kind == "long" ? open.Stop!.Value - 5m : open.Stop!.Value + 5m);

            await scenario.UntilAsync(async () => await scenario.Exchange.StruckAsync(fault) > 0);
            var closing = await scenario.PositionAsync(position => position.OpenQuantity == 0m);
            Assert.NotEqual("Flat", closing.Status);
            Assert.Contains("\"outcome\":\"skipped\"", await scenario.Silo.SubmitAsync(
                scenario.Symbol, ScoutFiles.Line("long", scenario.Price + 40m, TimeSpan.Zero)), StringComparison.Ordinal);
            Assert.True((await scenario.Exchange.BalanceAsync("CrossMargin", asset)).Owed > 0m);
            await scenario.JournalAsync("MARGIN_REPAY_REFUSED");
            Assert.InRange(await scenario.Exchange.StruckAsync(fault), 1, 3); // not without pause
            await scenario.Exchange.EndFaultAsync(fault);

            await scenario.FlatAsync();
            await AssertNothingIsOwedAsync(scenario, asset);
            await scenario.AssertLedgerIsTheExchangesAsync();
        });

    [Fact]
    [Scenario("P21")]
    public Task P21_ProceedsDoNotCoverTheDebt_WhatIsThereIsRepaidAndTheRestOnceItIs() => LiveAsync(Borrowing(("RECONCILE_EVERY_SEC", "2")), async scenario =>
    {
        var open = await scenario.OpenAsync();
        await scenario.MoveAsync(open.Entry!.Value - 10m);
        // A runaway loss: the base is taken away to be sold for less elsewhere, and the quote with it.
        var quote = (await scenario.Exchange.BalanceAsync("CrossMargin", "USDT")).Free;
        await scenario.Exchange.FundsAsync("ETH", 20m, "CrossMargin"); // the account stays far from its liquidation
        await scenario.Exchange.FundsAsync("USDT", -quote, "CrossMargin");
        await scenario.LoseEventsAsync();
        await scenario.MoveAsync(open.Stop!.Value - 5m);
        await scenario.OrdersAsync(orders => orders.Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity) == open.OpenQuantity);
        await scenario.Exchange.FundsAsync("USDT", -((await scenario.Exchange.BalanceAsync("CrossMargin", "USDT")).Free - 4_000m), "CrossMargin");
        await scenario.Exchange.EndFaultsAsync();

        await scenario.JournalAsync("MARGIN_DEBT_UNPAID");
        await scenario.JournalAsync("MARGIN_REPAID"); // of what is there
        var owed = (await scenario.Exchange.BalanceAsync("CrossMargin", "USDT")).Owed;
        Assert.InRange(owed, 1m, 7_000m); // 4,000 of some 10,000 are paid back
        Assert.False((await scenario.PositionAsync(_ => true)).IsFlat);
        await scenario.Exchange.FundsAsync("USDT", 20_000m, "CrossMargin");

        await scenario.FlatAsync();
        await AssertNothingIsOwedAsync(scenario, "USDT");
        Assert.Single(scenario.Journal, entry => entry.Name == "MARGIN_DEBT_UNPAID");
    });

    [Theory]
    [Scenario("P37")]
    [InlineData("long")]
    [InlineData("short")]
    public Task P37_ExchangeLiquidatesTheAccount_TradingOnItHaltsAndTheLedgerHasTheExchangesOwnOrders(string kind) => LiveAsync(
        new ScenarioSetup
        {
            Symbols = ["BTCUSDT", "ETHUSDT"],
            Account = "CrossMargin",
            Settings = new Dictionary<string, string> { ["MARGIN_BORROW_MODE"] = "MANUAL", ["QTY_USD"] = "60000", ["RECONCILE_EVERY_SEC"] = "4" },
        },
        async scenario =>
        {
            await scenario.Exchange.FundsAsync("BTC", -0.5m, "CrossMargin"); // what the exchange closes is the trade and nothing else
            await scenario.OpenAsync(kind);

            await scenario.Exchange.LiquidateAsync("CrossMargin");

            await scenario.JournalAsync("MARGIN_LIQUIDATED", entry => entry.IsAlarm);
            var flat = await scenario.FlatAsync();
            Assert.Equal(("MARGIN_LIQUIDATED", "Halted"), (flat.LastCloseReason, flat.Hold));
            Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
            Assert.Single(scenario.Journal, entry => entry.Name == "MARGIN_LIQUIDATED");
            await AssertNothingIsOwedAsync(scenario, kind == "long" ? "USDT" : "BTC");
            await scenario.AssertLedgerIsTheExchangesAsync(alsoOf: order => !order.IsEntry);
            // The account is halted, not one symbol of it.
            var same = await scenario.Silo.SubmitAsync("BTCUSDT", ScoutFiles.Line("long", scenario.Price + 40m, TimeSpan.Zero));
            var other = await scenario.Silo.SubmitAsync("ETHUSDT", ScoutFiles.Line("long", 3_000m, TimeSpan.Zero));
            Assert.Contains("symbol_held", same, StringComparison.Ordinal);
            Assert.Contains("account_liquidated", other, StringComparison.Ordinal);
            Assert.Empty(await scenario.Exchange.OrdersAsync("ETHUSDT"));
        });

    private static async Task CloseAsync(Scenario scenario)
    {
        await scenario.Silo.FlattenAsync(scenario.Symbol);
        await scenario.FlatAsync();
    }

    private static async Task AssertNothingIsOwedAsync(Scenario scenario, string asset) =>
        Assert.Equal(0m, (await scenario.Exchange.BalanceAsync("CrossMargin", asset)).Owed);
}
