using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.TestSupport;

namespace Executor.Simulator.Tests.Engine;

/// <summary>One engine with one market, BTCUSDT at 61250, and whatever funds the test gives it.</summary>
internal sealed class Bench
{
    public const string Symbol = "BTCUSDT";
    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly SymbolRules Rules = TypicalRules.OfBitcoin("USDT", marketMaxQuantity: 141.68m);

    public Bench(decimal btc = 0m, decimal usdt = 0m, EngineOptions? options = null, SymbolRules? rules = null, decimal last = 61_250m)
    {
        Engine = new MatchingEngine(options ?? new EngineOptions());
        Engine.AddSymbol(rules ?? Rules, last, Noon);
        if (btc > 0m)
            Engine.Deposit("BTC", btc);
        if (usdt > 0m)
            Engine.Deposit("USDT", usdt);
    }

    private Bench(MatchingEngine engine) => Engine = engine;

    public MatchingEngine Engine { get; }

    public Balance Btc => Engine.BalanceOf("BTC");

    public Balance Usdt => Engine.BalanceOf("USDT");

    public ExchangeReply Place(NewOrder order) => Engine.Execute(new ExchangeCommand.Place(Symbol, order), Noon);

    public ExchangeReply Place(NewOco oco) => Engine.Execute(new ExchangeCommand.PlaceOco(Symbol, oco), Noon);

    public ExchangeReply Place(NewOto oto) => Engine.Execute(new ExchangeCommand.PlaceOto(Symbol, oto), Noon);

    public ExchangeReply Cancel(string id, long? orderId = null) =>
        Engine.Execute(new ExchangeCommand.Cancel(Symbol, new OrderReference(id, orderId)), Noon);

    public ExchangeReply Replace(string id, NewOrder order) =>
        Engine.Execute(new ExchangeCommand.Replace(Symbol, new OrderReference(id), order), Noon);

    public ExchangeReply Amend(string id, decimal quantity) =>
        Engine.Execute(new ExchangeCommand.Amend(Symbol, new OrderReference(id), quantity), Noon);

    public ExchangeView Inspect(params ReadOnlySpan<string> ids)
    {
        var references = ids.ToArray().Select(id => new OrderReference(id)).ToImmutableArray();
        var reply = Engine.Execute(new ExchangeCommand.Inspect(Symbol, references, DateTimeOffset.MinValue), Noon);
        return Assert.IsType<ExchangeReply.Inspected>(reply).View;
    }

    /// <summary>The one order the request touched.</summary>
    public OrderReport Accepted(NewOrder order) => Assert.Single(Orders(Place(order)));

    public ImmutableArray<OrderReport> Accepted(NewOco oco) => Orders(Place(oco));

    public ImmutableArray<OrderReport> Accepted(NewOto oto) => Orders(Place(oto));

    public static ImmutableArray<OrderReport> Orders(ExchangeReply reply) => Assert.IsType<ExchangeReply.Accepted>(reply).Orders;

    public static void Refused(int code, string message, ExchangeReply reply) =>
        Assert.Equal(new ExchangeReply.Rejected(code, message), reply);

    /// <summary>A second engine that starts from this one's state.</summary>
    public Bench Restored(EngineOptions options) => new(new MatchingEngine(options, Engine.Snapshot()));

    /// <summary>Price jumps.</summary>
    public void Jump(decimal price) => Engine.Print(Symbol, price, Noon);

    /// <summary>Price walks, touching everything on the way.</summary>
    public void Walk(decimal price)
    {
        while (Engine.NextTouch(Symbol, price) is { } touch && touch != price)
            Engine.Print(Symbol, touch, Noon);
        Engine.Print(Symbol, price, Noon);
    }

    /// <summary>The order as it stands now.</summary>
    public OrderReport Now(string id) => Engine.OrdersOf(Symbol).Last(order => order.ClientOrderId == id);
}
