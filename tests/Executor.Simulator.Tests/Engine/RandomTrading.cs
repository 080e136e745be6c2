using CsCheck;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

/// <summary>Random sequences of commands and prices, sensible enough that most of them are accepted.</summary>
internal static class RandomTrading
{
    public static readonly EngineOptions Options = new() { Liquidity = new Thirds(), SlippageTicks = 2 };

    private static readonly Gen<decimal> Price = Gen.Int[5_900_000, 6_400_000].Select(ticks => ticks * 0.01m);
    private static readonly Gen<decimal> Quantity = Gen.Int[10, 60_000].Select(steps => steps * 0.00001m);
    private static readonly Gen<string> Name = Gen.Int[1, 12].Select(number => $"order-{number}");
    private static readonly Gen<OrderSide> Side = Gen.Bool.Select(buys => buys ? OrderSide.Buy : OrderSide.Sell);
    private static readonly Gen<TimeInForce> Stay = Gen.Int[0, 2].Select(number => (TimeInForce)number);

    private static readonly Gen<NewOrder> Single = Gen.OneOf(
        Gen.Select(Side, Quantity, Name, Draft.Market),
        Gen.Select(Side, Quantity, Price, Name, Stay, (side, quantity, price, name, stay) =>
            Draft.Limit(side, quantity, price, name) with { TimeInForce = stay }),
        Gen.Select(Side, Quantity, Price, Name, Draft.Maker),
        Gen.Select(Side, Quantity, Price, Name, Draft.Stop),
        Gen.Select(Side, Quantity, Price, Price, Name, Draft.StopLimit));

    private static readonly Gen<NewOco> Oco = Gen.Select(Side, Quantity, Price, Price, Name, (side, quantity, one, other, name) =>
        side == OrderSide.Sell
            ? Draft.SellOco(quantity, Math.Max(one, other), Math.Min(one, other), name)
            : Draft.BuyOco(quantity, Math.Max(one, other), Math.Min(one, other), name));

    private static readonly Gen<NewOto> Oto = Gen.Select(Gen.Select(Quantity, Price, Price, Price), Name, Gen.Bool, Gen.Bool, Stay, (draw, name, isPaid, isPair, stay) =>
    {
        var (quantity, price, one, other) = draw;
        var oto = Draft.Otoco(quantity, price, Math.Max(one, other), Math.Min(one, other), name);
        return oto with
        {
            Working = oto.Working with { TimeInForce = stay },
            Pending = isPair ? oto.Pending : oto.Pending[..1],
            IsPaidByWorking = isPaid,
        };
    });

    /// <summary>One step: a command or a price.</summary>
    public static readonly Gen<Action<Bench>> Step = Gen.Frequency(
        (4, Single.Select<NewOrder, Action<Bench>>(order => bench => bench.Place(order))),
        (3, Oco.Select<NewOco, Action<Bench>>(oco => bench => bench.Place(oco))),
        (3, Oto.Select<NewOto, Action<Bench>>(oto => bench => bench.Place(oto))),
        (1, Name.Select<string, Action<Bench>>(name => bench => bench.Cancel(name))),
        (1, Name.Select<string, Action<Bench>>(name => bench => bench.Cancel(name + "-sl"))),
        (1, Name.Select<string, Action<Bench>>(name => bench => bench.Cancel(name + "-entry"))),
        (2, Gen.Select(Name, Single).Select<(string, NewOrder), Action<Bench>>(pair => bench => bench.Replace(pair.Item1, pair.Item2))),
        (1, Gen.Select(Name, Quantity).Select<(string, decimal), Action<Bench>>(pair => bench => bench.Amend(pair.Item1, pair.Item2))),
        (3, Price.Select<decimal, Action<Bench>>(price => bench => bench.Jump(price))),
        (3, Price.Select<decimal, Action<Bench>>(price => bench => bench.Walk(price))));

    public static Bench NewBench(EngineOptions? options = null)
    {
        var bench = new Bench(btc: 2m, usdt: 150_000m, options: options ?? Options);
        bench.Engine.Deposit("BNB", 0.05m);
        return bench;
    }

    /// <summary>A third of what is wanted, all of what is small: many partial fills, and an end to each.</summary>
    private sealed class Thirds : ILiquidity
    {
        public decimal Available(in LiquidityRequest request) => request.Wanted < 0.01m ? request.Wanted : request.Wanted / 3m;
    }
}
