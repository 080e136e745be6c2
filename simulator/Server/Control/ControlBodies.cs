using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Control;

/// <summary>The clock is changed; what is null stays as it is.</summary>
internal sealed record ClockChange
{
    /// <summary>How far clients are told that the exchange is ahead; negative: behind.</summary>
    public long? OffsetMs { get; init; }

    /// <summary>Milliseconds the clock gains every second.</summary>
    public decimal? DriftMsPerSecond { get; init; }

    /// <summary>Seconds of the exchange per real second.</summary>
    public decimal? Speed { get; init; }

    /// <summary>Moves the clock forward; trades and events that fall due happen before the answer.</summary>
    public long? AdvanceMs { get; init; }
}

/// <summary>The clock as it stands.</summary>
internal sealed record ClockStanding(DateTimeOffset Now, long OffsetMs, decimal DriftMsPerSecond, decimal Speed);

/// <summary>How a price gets to where it is set.</summary>
internal enum PriceMove
{
    /// <summary>One trade there; nothing between is touched.</summary>
    Jump,

    /// <summary>At once, but every order on the way reacts at its own price.</summary>
    Sweep,

    /// <summary>Evenly, over a duration.</summary>
    Walk,
}

/// <summary>A price is set by hand; the market's source ends.</summary>
internal sealed record PriceChange
{
    /// <summary>Where to.</summary>
    public required decimal Price { get; init; }

    /// <summary>How.</summary>
    public PriceMove Move { get; init; }

    /// <summary>Base quantity of each trade; null: an ordinary one.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Duration of a walk, by the venue's clock.</summary>
    public long DurationMs { get; init; }
}

/// <summary>Where the trades of a market come from.</summary>
internal enum SourceKind
{
    /// <summary>From nowhere; by hand alone.</summary>
    Manual,

    /// <summary>A seeded way.</summary>
    Seeded,

    /// <summary>A feed file.</summary>
    Feed,
}

/// <summary>A market follows another source.</summary>
internal sealed record SourceChange
{
    /// <summary>Which.</summary>
    public required SourceKind Source { get; init; }

    /// <summary>Seed; null: that of the venue.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Feed file with the columns of the aggregated feed.</summary>
    public string? File { get; init; }

    /// <summary>Seconds of the feed per second of the venue.</summary>
    public decimal Speed { get; set; } = 1m;

    /// <summary>Rows from the beginning that are left out; null: none.</summary>
    public int SkipRows { get; init; }
}

/// <summary>What a market takes.</summary>
internal sealed record StatusChange
{
    /// <summary>Status.</summary>
    public required MarketStatus Status { get; init; }
}

/// <summary>Rules of a market; what is null stays as it is.</summary>
internal sealed record RulesChange
{
    public decimal? TickSize { get; init; }
    public decimal? LotStep { get; init; }
    public decimal? MinQuantity { get; init; }
    public decimal? MaxQuantity { get; init; }
    public decimal? MarketMaxQuantity { get; init; }
    public decimal? MinNotional { get; init; }
    public decimal? MaxNotional { get; init; }
    public int? MaxOpenOrders { get; init; }
    public int? MaxAlgoOrders { get; init; }
    public int? MaxOrderLists { get; init; }
    public bool? OcoAllowed { get; init; }
    public bool? OtoAllowed { get; init; }
    public bool? OpoAllowed { get; init; }
    public bool? CancelReplaceAllowed { get; init; }
    public bool? AmendAllowed { get; init; }

    public SymbolRules Apply(SymbolRules rules) => rules with
    {
        TickSize = TickSize ?? rules.TickSize,
        LotStep = LotStep ?? rules.LotStep,
        MinQuantity = MinQuantity ?? rules.MinQuantity,
        MaxQuantity = MaxQuantity ?? rules.MaxQuantity,
        MarketMaxQuantity = MarketMaxQuantity ?? rules.MarketMaxQuantity,
        MinNotional = MinNotional ?? rules.MinNotional,
        MaxNotional = MaxNotional ?? rules.MaxNotional,
        MaxOpenOrders = MaxOpenOrders ?? rules.MaxOpenOrders,
        MaxAlgoOrders = MaxAlgoOrders ?? rules.MaxAlgoOrders,
        MaxOrderLists = MaxOrderLists ?? rules.MaxOrderLists,
        OcoAllowed = OcoAllowed ?? rules.OcoAllowed,
        OtoAllowed = OtoAllowed ?? rules.OtoAllowed,
        OpoAllowed = OpoAllowed ?? rules.OpoAllowed,
        CancelReplaceAllowed = CancelReplaceAllowed ?? rules.CancelReplaceAllowed,
        AmendAllowed = AmendAllowed ?? rules.AmendAllowed,
    };
}

/// <summary>A market as it stands.</summary>
internal sealed record MarketStanding(
    string Symbol, MarketStatus Status, string Source, decimal Last, decimal Bid, decimal Ask, Market.BookShape? Book, SymbolRules Rules);

/// <summary>An account of a customer; the pair is read for isolated accounts alone.</summary>
internal record AccountBody
{
    /// <summary>Kind of account.</summary>
    public TradingAccount Account { get; init; }

    /// <summary>The pair of an isolated account.</summary>
    public string? Symbol { get; init; }
}

/// <summary>Funds come (above 0) or go (below 0).</summary>
internal sealed record FundsChange : AccountBody
{
    /// <summary>Asset in capitals.</summary>
    public required string Asset { get; init; }

    /// <summary>Signed amount.</summary>
    public required decimal Amount { get; init; }
}

/// <summary>The customer moves free funds between accounts.</summary>
internal sealed record TransferBody
{
    public required AccountBody From { get; init; }
    public required AccountBody To { get; init; }
    public required string Asset { get; init; }
    public required decimal Amount { get; init; }
}

/// <summary>An order that a person places by hand.</summary>
internal sealed record ManualOrder
{
    public TradingAccount Account { get; init; }
    public required string Symbol { get; init; }
    public required OrderSide Side { get; init; }
    public required OrderType Type { get; init; }
    public required decimal Quantity { get; init; }
    public decimal? Price { get; init; }
    public decimal? StopPrice { get; init; }
    public string? ClientOrderId { get; init; }
}

/// <summary>A person cancels an order by hand, or sells everything at market.</summary>
internal sealed record ManualTarget
{
    public TradingAccount Account { get; init; }
    public required string Symbol { get; init; }

    /// <summary>Order to be cancelled; null: all open ones.</summary>
    public long? OrderId { get; init; }
}

/// <summary>What became of a request by hand.</summary>
internal sealed record ManualOutcome(bool IsAccepted, int? Code, string? Message, ImmutableArray<OrderReport> Orders);

/// <summary>Books of one account.</summary>
internal sealed record AccountBooks(
    TradingAccount Account, string? Symbol, ImmutableArray<Balance> Balances, decimal? MarginLevel, ImmutableArray<LoanRecord> Loans);

/// <summary>An order in the ledger.</summary>
internal sealed record LedgerOrder(TradingAccount Account, DateTimeOffset CreatedAt, OrderReport Order);

/// <summary>Books of one customer.</summary>
internal sealed record CustomerBooks(
    string Customer, ImmutableArray<AccountBooks> Accounts, ImmutableArray<LedgerOrder> Orders, ImmutableArray<LedgerFill> Fills);

/// <summary>An execution in the ledger.</summary>
internal sealed record LedgerFill(string Symbol, TradingAccount Account, Fill Fill);

/// <summary>A request in the ledger.</summary>
internal sealed record LedgerRequest(
    DateTimeOffset At, string Endpoint, string RemoteAddress, string? Customer, ImmutableDictionary<string, string> Parameters, int Status, int? Code);

/// <summary>Requests of a customer to an endpoint in a minute, and the weight they were charged.</summary>
internal sealed record UsageRow(
    DateTimeOffset Minute, string? Customer, string? Symbol, string Endpoint, int Requests, int Weight, int Refused);

/// <summary>How connections behave; what is null stays as it is.</summary>
internal sealed record StreamsChange
{
    public long? PingIntervalMs { get; init; }
    public long? PongTimeoutMs { get; init; }

    /// <summary>Age at which connections are closed; 0: never.</summary>
    public long? LifetimeMs { get; init; }

    public int? MaxBacklog { get; init; }
    public int? ConnectionsPer5Minutes { get; init; }
    public int? MessagesPerSecond { get; init; }

    /// <summary>False: no pings on connections made from now on.</summary>
    public bool? SendsPings { get; init; }

    /// <summary>How long user data events are under way, in real milliseconds; 0: they leave before the answer to their request.</summary>
    public int? EventDelayMs { get; init; }

    /// <summary>True when list events take a drawn place among the order events of their request.</summary>
    public bool? ShufflesLists { get; init; }
}

/// <summary>Which connections are meant; nothing: all.</summary>
internal sealed record ConnectionChoice
{
    public Streams.Sockets.ConnectionKind? Kind { get; init; }
    public long? Id { get; init; }
}

/// <summary>How many were meant.</summary>
internal sealed record CountOf(int Count);

/// <summary>An open connection.</summary>
internal sealed record ConnectionStanding(long Id, Streams.Sockets.ConnectionKind Kind, string RemoteAddress, DateTimeOffset Since);

/// <summary>Connections and subscriptions as they stand.</summary>
internal sealed record StreamsStanding(
    ImmutableArray<ConnectionStanding> Connections, int UserSubscriptions, int EventDelayMs, bool ShufflesLists, bool SendsPings);

/// <summary>An address is banned.</summary>
internal sealed record BanBody
{
    public required string Address { get; init; }

    /// <summary>For how long; 0 lifts the ban.</summary>
    public required int Seconds { get; init; }
}

/// <summary>A customer, without its secrets.</summary>
internal sealed record CustomerStanding(string Name, long Uid, ImmutableArray<string> Keys);

/// <summary>A key is taken back.</summary>
internal sealed record KeyBody
{
    public required string Key { get; init; }
}
