using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Market;

namespace Executor.Simulator.Engine;

/// <summary>
/// A spot exchange with one account, in memory. Single-threaded and deterministic: time, prices and liquidity are handed in, so the same
/// calls give the same orders, ids and balances.
/// </summary>
/// <remarks>
/// There is no order book but the account's own. The market is a price path: <see cref="Print"/> is one trade of it. Around the last
/// price lie a bid and an ask, <see cref="EngineOptions.SlippageTicks"/> ticks away; whatever takes executes there. A resting limit
/// executes at its own price when a trade goes one tick through it. Stops trigger when a trade is at or beyond them.
/// Source: Binance spot API (orders, filters, errors).
/// </remarks>
public sealed class MatchingEngine
{
    private readonly EngineOptions _options;
    private readonly Dictionary<string, SymbolBook> _books = new(StringComparer.Ordinal);
    private readonly ChangeLog _changes;
    private readonly Wallet _wallet;
    private readonly Matcher _matcher;
    private readonly CommandDesk _desk;
    private SymbolBook? _recent;

    /// <summary>An exchange without markets and funds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MatchingEngine(EngineOptions options)
    {
        options.Validate();
        _options = options;
        _changes = new ChangeLog(options.TrackChanges);
        _wallet = new Wallet(_changes);
        _matcher = new Matcher(options, _wallet, _changes);
        _desk = new CommandDesk(options, _wallet, _matcher, _changes);
    }

    /// <summary>An exchange that goes on where <paramref name="state"/> ends.</summary>
    /// <exception cref="InvalidDataException">The state contradicts itself: what is locked is not what the open orders lock.</exception>
    public MatchingEngine(EngineOptions options, EngineState state) : this(options) =>
        StateRestorer.Restore(state, _books, slippageTicks: options.SlippageTicks, _wallet, _matcher, _desk);

    /// <summary>The markets, in the order of their names.</summary>
    public IEnumerable<string> Symbols => _books.Keys.Order(StringComparer.Ordinal);

    /// <summary>Opens a market.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tick or the price is not above 0.</exception>
    public void AddSymbol(SymbolRules rules, decimal lastPrice, DateTimeOffset at = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rules.TickSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lastPrice);
        var book = new SymbolBook(rules, _options.SlippageTicks)
        {
            NextOrderId = _options.FirstOrderId,
            NextTradeId = _options.FirstTradeId,
        };
        book.SetLast(lastPrice, at);
        _books.Add(rules.Symbol, book);
        _changes.Touch(book);
    }

    /// <summary>Replaces the rules of a market; its orders stay as they are.</summary>
    /// <exception cref="ArgumentException">There is no such market, or an asset differs.</exception>
    public void UpdateRules(SymbolRules rules)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rules.TickSize);
        var book = BookOf(rules.Symbol);
        if (book.Rules.BaseAsset != rules.BaseAsset || book.Rules.QuoteAsset != rules.QuoteAsset)
        {
            throw new ArgumentException(
                $"{rules.Symbol} trades {book.Rules.BaseAsset} for {book.Rules.QuoteAsset}; that cannot change.", nameof(rules));
        }
        book.SetRules(rules);
        _changes.Touch(book);
    }

    /// <summary>Rules of a market; null when there is none of that name.</summary>
    public SymbolRules? RulesOf(string symbol) => _books.GetValueOrDefault(symbol)?.Rules;

    /// <summary>Adds free funds.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not above 0.</exception>
    public void Deposit(string asset, decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        _wallet.Of(asset).Add(amount);
    }

    /// <summary>Carries out one request. Never <see cref="ExchangeReply.Unknown"/>: inside the exchange every outcome is known.</summary>
    public ExchangeReply Execute(ExchangeCommand command, DateTimeOffset now) =>
        _books.TryGetValue(command.Symbol, out var book) ? _desk.Execute(book, command, now) : Refusal.InvalidSymbol.ToReply();

    /// <summary>
    /// One trade of the market: the price jumps there, nothing between is touched, and orders react. Allocates nothing while it touches
    /// no order.
    /// </summary>
    /// <param name="symbol">Market.</param>
    /// <param name="price">Price of the trade, above 0; need not lie on the tick, executions that take follow it as it is.</param>
    /// <param name="at">Time of the trade, UTC.</param>
    public void Print(string symbol, decimal price, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        _matcher.Print(BookOf(symbol), price, at);
    }

    /// <summary>
    /// On the continuous way from the last price (excluded) to <paramref name="target"/> (included): the first price whose
    /// <see cref="Print"/> changes an order; null when none does. Printing each in turn, then the target, walks the path.
    /// </summary>
    public decimal? NextTouch(string symbol, decimal target) => BookOf(symbol).NextTouch(target);

    /// <summary>True while an order is open on the market: without one, only the last print of a path matters.</summary>
    public bool HasOpenOrders(string symbol) => BookOf(symbol).Open.Count > 0;

    /// <summary>Best prices and last price.</summary>
    public Quote QuoteOf(string symbol) => BookOf(symbol).ToQuote();

    /// <summary>
    /// What happened to orders since the last call, in order; each report carries at most the one execution it announces.
    /// </summary>
    public ImmutableArray<OrderReport> DrainEvents()
    {
        if (_matcher.Events.Count == 0)
            return [];
        ImmutableArray<OrderReport> events = [.. _matcher.Events];
        _matcher.Events.Clear();
        return events;
    }

    /// <summary>What changed since the last call; empty unless <see cref="EngineOptions.TrackChanges"/> is on.</summary>
    public EngineState TakeChanges() => _changes.Take();

    /// <summary>Everything, as it stands.</summary>
    public EngineState Snapshot() => new()
    {
        Symbols = [.. Symbols.Select(symbol => _books[symbol].ToState())],
        Orders = [.. Symbols.SelectMany(symbol => _books[symbol].All).Select(order => order.ToState())],
        Lists = [.. Symbols.SelectMany(symbol => _books[symbol].All).Select(order => order.List).OfType<OrderList>().Distinct()
            .OrderBy(list => list.Id).Select(list => list.ToState())],
        Trades = [.. Symbols.SelectMany(symbol => _books[symbol].Trades.Select(fill => new TradeState(symbol, fill)))],
        Balances = [.. _wallet.Purses.Select(purse => purse.ToBalance())],
    };

    /// <summary>All orders ever taken on the market, oldest first.</summary>
    public ImmutableArray<OrderReport> OrdersOf(string symbol) => [.. BookOf(symbol).All.Select(order => order.ToReport([]))];

    /// <summary>Orders that can still execute, oldest first.</summary>
    public ImmutableArray<OrderReport> OpenOrdersOf(string symbol) => [.. BookOf(symbol).Open.Select(order => order.ToReport([]))];

    /// <summary>Executions on the market, oldest first.</summary>
    public ImmutableArray<Fill> TradesOf(string symbol) => [.. BookOf(symbol).Trades];

    /// <summary>Holding of an asset; zeros for one never seen.</summary>
    public Balance BalanceOf(string asset) => _wallet.Of(asset).ToBalance();

    private SymbolBook BookOf(string symbol)
    {
        if (_recent is { } recent && ReferenceEquals(recent.Rules.Symbol, symbol))
            return recent;
        return _recent = _books.GetValueOrDefault(symbol)
            ?? throw new ArgumentException($"There is no market {symbol}; it must be added first.", nameof(symbol));
    }
}
