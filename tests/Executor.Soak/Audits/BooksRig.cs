using System.Collections.Immutable;
using Executor.BooksAudit;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Ledger;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Simulator.Server;
using Executor.Simulator.Server.History;
using Executor.Simulator.Server.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Soak.Audits;

/// <summary>An exchange in process on which a test plays an executor, a good one or a bad one, and what the audit says of it.</summary>
internal sealed class BooksRig : IDisposable
{
    public const string Symbol = "BTCUSDT";
    public const decimal Price = 61_250m;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Venue _venue;
    private readonly VenueHistory _history;
    private readonly Customer _customer;
    private readonly TradingAccount _account;

    public BooksRig(TradingAccount account = TradingAccount.Spot)
    {
        _account = account;
        _venue = new Venue(DefaultScenario.Create(), folder: null, _time);
        _history = new VenueHistory(_venue);
        _customer = _venue.FindCustomer("main")!;
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    public void Dispose()
    {
        _history.Dispose();
        _venue.Dispose();
    }

    public static string Name(string purpose, string key = "EX_EN_1", PositionSide side = PositionSide.Long, int revision = 0) =>
        ClientOrderIds.Order(purpose, ClientOrderIds.Suffix(key, Symbol, side), revision, epoch: 1);

    public void Wait(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    public void Move(decimal price) => _venue.Trade(Symbol, price, 0.01m, isBuyerMaker: false);

    public void Deposit(string asset, decimal amount) => _venue.MoveFunds(_customer, Simulator.Engine.AccountKey.Of(_account, Symbol), asset, amount);

    public void Market(string name, OrderSide side, decimal quantity) =>
        Execute(new ExchangeCommand.Place(Symbol, new NewOrder { ClientOrderId = name, Side = side, Type = OrderType.Market, Quantity = quantity }));

    public void Stop(string name, OrderSide side, decimal quantity, decimal price) => Execute(new ExchangeCommand.Place(
        Symbol,
        new NewOrder
        {
            ClientOrderId = name, Side = side, Type = OrderType.StopLossLimit, Quantity = quantity, StopPrice = price,
            Price = side == OrderSide.Sell ? price - 10m : price + 10m,
        }));

    /// <summary>An entry at the market that pays for the stop and the target which wait for it.</summary>
    public void Bracket(decimal quantity, decimal stop, decimal target) => Execute(new ExchangeCommand.PlaceOto(
        Symbol,
        new NewOto(
            Name("OTO"),
            new NewOrder { ClientOrderId = Name("EN"), Side = OrderSide.Buy, Type = OrderType.Limit, Quantity = quantity, Price = Price + 100m },
            [
                new NewOrder { ClientOrderId = Name("TP"), Side = OrderSide.Sell, Type = OrderType.LimitMaker, Quantity = quantity, Price = target },
                new NewOrder { ClientOrderId = Name("SL"), Side = OrderSide.Sell, Type = OrderType.StopLossLimit, Quantity = quantity, StopPrice = stop, Price = stop - 10m },
            ],
            IsPaidByWorking: true)));

    public void Cancel(string name) => Execute(new ExchangeCommand.Cancel(Symbol, new OrderReference(name, null)));

    public void Borrow(string asset, decimal amount) => Execute(new ExchangeCommand.Borrow(Symbol, asset, amount));

    public void Repay(string asset, decimal amount) => Execute(new ExchangeCommand.Repay(Symbol, asset, amount));

    /// <summary>What the audit has seen by now.</summary>
    public Audit Audit(AuditOptions? options = null)
    {
        var audit = new Audit(options ?? new AuditOptions());
        audit.Take(_history.After(0, int.MaxValue));
        return audit;
    }

    /// <summary>A record as the ledger writes it, with the executions that the exchange made of the trade.</summary>
    public TradeRecord Record(string key = "EX_EN_1", PositionSide side = PositionSide.Long, params UncoveredWindow[] uncovered)
    {
        var suffix = ClientOrderIds.Suffix(key, Symbol, side);
        var rows = _history.After(0, int.MaxValue).Where(row => row.Order?.ClientOrderId.Contains(suffix, StringComparison.Ordinal) == true).ToList();
        var fills = rows.Where(row => row.Fill is not null).ToList();
        var quote = fills.Sum(row => (row.Order!.Side == OrderSide.Sell ? 1m : -1m) * row.Fill!.QuoteQuantity
            - (row.Fill!.CommissionAsset == "USDT" ? row.Fill.Commission : 0m));
        return new TradeRecord
        {
            Key = key, Symbol = Symbol, BaseAsset = "BTC", QuoteAsset = "USDT", Side = side, Account = _account, SignalKey = key, SignalTime = Now,
            OpenedAt = Now, EnteredAt = Now, ClosedAt = Now, Plan = Plan(side), Money = Money(quote), EntrySlippageR = null, StopSlippageR = null, Stops = [],
            Orders = [.. fills.GroupBy(row => row.Order!.OrderId).Select(group => OrderOf(group.Last().Order!, [.. group.Select(row => row.Fill!)]))],
            Uncovered = [.. uncovered], Target1Hit = false, Target2Hit = false, StopHit = false, WasTrailing = false, CloseReason = "SL",
            Exit = ExitKind.Flattened, WrittenOff = 0m, Epoch = 1,
        };
    }

    private static RecordedOrder OrderOf(OrderReport order, ImmutableArray<Fill> fills) => new()
    {
        Slot = Slot.Runner, Role = OrderRole.Exit, Side = order.Side, Type = order.Type, ClientOrderId = order.ClientOrderId, OrderId = order.OrderId,
        Price = order.Price, StopPrice = order.StopPrice, Quantity = order.Quantity, ExecutedQuantity = order.ExecutedQuantity, Status = order.Status,
        PlacedAt = order.UpdatedAt, Fills = fills,
    };

    private static TradePlan Plan(PositionSide side) => new()
    {
        Side = side, SignalPrice = Price, KEntry = Price, FeedEntry = Price, FeedStop = Price, FeedTarget1 = Price, FeedTarget2 = Price, Entry = Price,
        Stop = Price, Target1 = Price, Target2 = Price, Quantity = 0.01m, Legs = new LegQuantities(0.003m, 0.003m, 0.004m),
    };

    private static TradeMoney Money(decimal quote) => new()
    {
        EntryQuantity = 0m, EntryQuote = 0m, ExitQuantity = 0m, ExitQuote = 0m, Fees = [], FeeStatus = FeeStatus.Ok, FeesQuote = null, Interest = null,
        GrossQuote = null, NetQuote = null, CashQuote = quote, RiskQuote = 0m, R = null,
    };

    private void Execute(ExchangeCommand command)
    {
        var reply = _venue.Turn(_customer, (engine, now) => engine.Execute(command with { Account = _account }, now));
        Assert.True(reply is ExchangeReply.Accepted, $"{command}: {reply}");
    }
}
