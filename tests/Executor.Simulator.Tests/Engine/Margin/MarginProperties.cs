using CsCheck;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Tests.Engine.Margin;

/// <summary>What holds on a margin account after any sequence of requests, prices and hours.</summary>
public sealed class MarginProperties
{
    private static readonly EngineOptions Options = RandomTrading.Options with
    {
        Margin = new MarginOptions
        {
            OtherTerms = new LoanTerms { HourlyRate = 0.0001m },
            LoanProcessing = TimeSpan.FromMilliseconds(100),
            ListsMayRepay = true,
        },
    };

    private static readonly Gen<SideEffect> Effect = Gen.Int[0, 3].Select(number => (SideEffect)number);
    private static readonly Gen<string> Name = Gen.Int[1, 8].Select(number => $"order-{number}");
    private static readonly Gen<OrderSide> Side = Gen.Bool.Select(buys => buys ? OrderSide.Buy : OrderSide.Sell);
    private static readonly Gen<decimal> Price = Gen.Int[4_000_000, 9_000_000].Select(ticks => ticks * 0.01m);
    private static readonly Gen<decimal> Quantity = Gen.Int[10, 60_000].Select(steps => steps * 0.00001m);
    private static readonly Gen<decimal> Tenth = Gen.Int[1, 11].Select(tenths => tenths * 0.1m);

    private static readonly Gen<Action<MarginBench>> Step = Gen.Frequency(
        (4, Gen.Select(Side, Quantity, Name, Effect).Select<(OrderSide, decimal, string, SideEffect), Action<MarginBench>>(draw =>
            bench => bench.Place(Draft.Market(draw.Item1, draw.Item2, draw.Item3) with { SideEffect = draw.Item4 }))),
        (4, Gen.Select(Gen.Select(Side, Quantity, Price, Name), Effect, Gen.Bool)
            .Select<((OrderSide, decimal, decimal, string), SideEffect, bool), Action<MarginBench>>(draw => bench =>
            {
                var (side, quantity, price, name) = draw.Item1;
                bench.Place(Draft.Limit(side, quantity, price, name) with { SideEffect = draw.Item2, AutoRepayAtCancel = draw.Item3 });
            })),
        (2, Gen.Select(Quantity, Price, Price, Name).Select<(decimal, decimal, decimal, string), Action<MarginBench>>(draw => bench =>
            bench.Place(Draft.Otoco(draw.Item1, draw.Item2, Math.Max(draw.Item2, draw.Item3), Math.Min(draw.Item2, draw.Item3), draw.Item4)))),
        (2, Name.Select<string, Action<MarginBench>>(name => bench => bench.Cancel(name))),
        (2, Gen.Select(Gen.Bool, Quantity).Select<(bool, decimal), Action<MarginBench>>(draw => bench =>
            bench.Borrow(draw.Item1 ? "BTC" : "USDT", draw.Item1 ? draw.Item2 : decimal.Round(draw.Item2 * 60_000m, 2)))),
        (2, Gen.Select(Gen.Bool, Tenth).Select<(bool, decimal), Action<MarginBench>>(draw => bench =>
            bench.Repay(draw.Item1 ? "BTC" : "USDT", decimal.Round((draw.Item1 ? bench.Btc : bench.Usdt).Debt * draw.Item2, 8)))),
        (4, Price.Select<decimal, Action<MarginBench>>(price => bench => bench.Jump(price))),
        (2, Gen.Int[1, 300].Select<int, Action<MarginBench>>(minutes => bench => bench.Now += TimeSpan.FromMinutes(minutes))));

    [Fact]
    public void Balances_AfterAnything_ReconcileWithTradesLoansAndInterest() => Step.Array[1, 60].Sample(
        steps =>
        {
            var bench = NewBench();
            foreach (var step in steps)
            {
                step(bench);
                foreach (var balance in new[] { bench.Btc, bench.Usdt })
                    Assert.True(balance is { Free: >= 0m, Locked: >= 0m, Borrowed: >= 0m, Interest: >= 0m }, balance.ToString());
            }
            Assert.Equal(1m + Flow(bench, "BTC"), bench.Btc.Total);
            Assert.Equal(60_000m + Flow(bench, "USDT"), bench.Usdt.Total);
            Assert.Equal(Principal(bench, "BTC"), bench.Btc.Borrowed);
            Assert.Equal(Principal(bench, "USDT"), bench.Usdt.Borrowed);
        },
        iter: 1_000);

    [Fact]
    public void Engine_WhenRestoredFromItsState_GoesOnAsIfNothingHappened() => Step.Array[2, 60].Sample(
        steps =>
        {
            var bench = NewBench();
            foreach (var step in steps[..(steps.Length / 2)])
                step(bench);
            var restored = bench.Restored(Options);
            foreach (var step in steps[(steps.Length / 2)..])
            {
                step(bench);
                step(restored);
            }
            Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(restored.Engine.Snapshot()));
        },
        iter: 300);

    private static MarginBench NewBench() => new(btc: 1m, usdt: 60_000m, options: Options);

    /// <summary>What trades, commissions and loans have moved.</summary>
    private static decimal Flow(MarginBench bench, string asset)
    {
        var sides = bench.Engine.OrdersOf(Bench.Symbol).ToDictionary(order => order.OrderId, order => order.Side);
        var traded = bench.Engine.TradesOf(Bench.Symbol).Sum(fill => asset == "BTC"
            ? sides[fill.OrderId] == OrderSide.Buy ? fill.Quantity : -fill.Quantity
            : sides[fill.OrderId] == OrderSide.Buy ? -fill.QuoteQuantity : fill.QuoteQuantity);
        var commissions = bench.Engine.TradesOf(Bench.Symbol).Where(fill => fill.CommissionAsset == asset).Sum(fill => fill.Commission);
        var lent = Loans(bench, asset).Sum(record => record.Kind == LoanKind.Borrow ? record.Amount : -record.Amount);
        return traded - commissions + lent;
    }

    private static decimal Principal(MarginBench bench, string asset) =>
        Loans(bench, asset).Sum(record => record.Kind == LoanKind.Borrow ? record.Principal : -record.Principal);

    private static IEnumerable<LoanRecord> Loans(MarginBench bench, string asset) =>
        bench.Engine.LoansOf(TradingAccount.CrossMargin).Where(record => record.Asset == asset);
}
