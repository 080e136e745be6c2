using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>
/// An exchange with one customer, in memory: a spot account, a cross margin account, an isolated margin account per pair. Single-threaded and deterministic: time, prices and liquidity are handed in, so the same
/// calls give the same orders, ids and balances.
/// </summary>
/// <remarks>
/// There is no order book but the account's own. The market is a price path: <see cref="Print"/> is one trade of it. Around the last
/// price lie a bid and an ask, <see cref="EngineOptions.SlippageTicks"/> ticks away; whatever takes executes there. A resting limit
/// executes at its own price when a trade goes one tick through it. Stops trigger when a trade is at or beyond them. Margin accounts are
/// valued at the last prices; <see cref="NextTouch"/> does not foresee a liquidation, it comes with the first print that is low enough.
/// Source: Binance spot API (orders, filters, errors).
/// </remarks>
public sealed class MatchingEngine
{
    private readonly EngineOptions _options;
    private readonly Dictionary<string, SymbolBook> _books = new(StringComparer.Ordinal);
    private readonly ChangeLog _changes;
    private readonly Accounts _accounts;
    private readonly Valuation _valuation;
    private readonly InterestClock _interest;
    private readonly LoanDesk _loans;
    private readonly Matcher _matcher;
    private readonly Liquidation _liquidation;
    private readonly ListIds _listIds;
    private readonly CommandDesk _desk;
    private SymbolBook? _recent;

    /// <summary>An exchange without markets and funds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MatchingEngine(EngineOptions options)
    {
        options.Validate();
        _options = options;
        _changes = new ChangeLog(options.TrackChanges);
        _accounts = new Accounts(_changes);
        _valuation = new Valuation(_books);
        _interest = new InterestClock(options.Margin, _accounts, _changes);
        _loans = new LoanDesk(options.Margin, _accounts, _valuation, _interest, _changes);
        _matcher = new Matcher(options, _loans, _changes);
        _liquidation = new Liquidation(options, _books, _accounts, _valuation, _matcher, _loans);
        Queries = new EngineQueries(_books, _accounts, _valuation, options.Margin);
        _listIds = new ListIds(options.FirstListId);
        var funding = new Funding(options.Margin, _loans, _valuation);
        var lists = new ListPlacement(options, _matcher, funding, _listIds, _changes);
        _desk = new CommandDesk(options, _accounts, _matcher, new Placement(_matcher, funding), lists, _loans, new Inspection(_valuation));
    }

    /// <summary>An exchange that goes on where <paramref name="state"/> ends.</summary>
    /// <exception cref="InvalidDataException">The state contradicts itself: what is locked is not what the open orders lock.</exception>
    public MatchingEngine(EngineOptions options, EngineState state) : this(options) =>
        new StateRestorer(_books, _accounts, _matcher, _loans, _interest, _listIds).Restore(state, options);

    /// <summary>Answers in full.</summary>
    public EngineQueries Queries { get; }

    /// <summary>The markets, in the order of their names.</summary>
    public IEnumerable<string> Symbols => _books.Keys.Order(StringComparer.Ordinal);

    /// <summary>Opens a market.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tick or the price is not above 0.</exception>
    public void AddSymbol(SymbolRules rules, decimal lastPrice, DateTimeOffset at = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rules.TickSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lastPrice);
        var book = new SymbolBook(rules, _options.SlippageTicks, _options.IdsOf(rules.Symbol));
        book.Ids.StartFrom(_options.FirstOrderId, _options.FirstTradeId, executionId: 1);
        book.SetLast(lastPrice, at);
        _books.Add(rules.Symbol, book);
        _valuation.ForgetRoutes();
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

    /// <summary>Halts a market, or lets it trade again. Open orders stay; whoever drives the prices prints none meanwhile.</summary>
    /// <exception cref="ArgumentException">There is no such market.</exception>
    public void SetStatus(string symbol, MarketStatus status)
    {
        var book = BookOf(symbol);
        book.Status = status;
        _changes.Touch(book);
    }

    /// <summary>What a market takes at present.</summary>
    /// <exception cref="ArgumentException">There is no such market.</exception>
    public MarketStatus StatusOf(string symbol) => BookOf(symbol).Status;

    /// <summary>
    /// Sets the ticks between the last price and the best quotes of a market, where they differ from <see cref="EngineOptions.SlippageTicks"/>. Not
    /// part of the state.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such market.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ticks"/> is below 0.</exception>
    public void SetSpread(string symbol, int ticks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ticks);
        BookOf(symbol).SpreadTicks = ticks;
    }

    /// <summary>Rules of a market; null when there is none of that name.</summary>
    public SymbolRules? RulesOf(string symbol) => _books.GetValueOrDefault(symbol) switch
    {
        null => null,
        { Status: MarketStatus.Trading } book => book.Rules,
        var book => book.Rules with { IsTrading = false },
    };

    /// <summary>Rules of a market as they hold for orders of an account; null when there is no market of that name.</summary>
    public SymbolRules? RulesOf(string symbol, TradingAccount account) => RulesOf(symbol)?.For(account);

    /// <summary>True for spot, and for a margin account once something was deposited there.</summary>
    /// <param name="account">Kind of account.</param>
    /// <param name="symbol">The pair of an isolated account; not read for the others.</param>
    public bool IsOpen(TradingAccount account, string? symbol = null) => _accounts.Find(AccountKey.Of(account, symbol)) is not null;

    /// <summary>Adds free funds to the spot account.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not above 0.</exception>
    public void Deposit(string asset, decimal amount) => Deposit(asset, amount, TradingAccount.Spot);

    /// <summary>Adds free funds to an account; a margin account is opened by it.</summary>
    /// <param name="asset">Asset in capitals.</param>
    /// <param name="amount">Above 0.</param>
    /// <param name="account">Kind of account.</param>
    /// <param name="symbol">The pair of an isolated account; not read for the others.</param>
    /// <exception cref="ArgumentException">The pair of an isolated account is missing or no market.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not above 0.</exception>
    public void Deposit(string asset, decimal amount, TradingAccount account, string? symbol = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        OpenAccount(account, symbol).Of(asset).Add(amount);
    }

    /// <summary>
    /// The customer moves free funds between accounts; the target is opened by it. What a margin level would allow is not checked.
    /// </summary>
    /// <exception cref="ArgumentException">The pair of an isolated account is missing or no market.</exception>
    /// <exception cref="InvalidOperationException">The account holds less free funds.</exception>
    public void Transfer(string asset, decimal amount, AccountKey from, AccountKey to)
    {
        Withdraw(asset, amount, from);
        Deposit(asset, amount, to.Kind, to.Symbol);
    }

    /// <summary>The customer takes free funds off the exchange. What a margin level would allow is not checked.</summary>
    /// <exception cref="InvalidOperationException">The account holds less free funds.</exception>
    public void Withdraw(string asset, decimal amount, AccountKey from)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        var free = _accounts.Find(from)?.Of(asset).Free ?? 0m;
        if (free < amount)
            throw new InvalidOperationException($"{amount} {asset} cannot leave {from}: {free} are free.");
        _accounts.Open(from).Of(asset).Add(-amount);
    }

    /// <summary>All orders, executions, loans and balances are gone, as when a test exchange is reset: nobody is told. Markets and ids go on.</summary>
    public void Reset()
    {
        _changes.Reset();
        foreach (var book in _books.Values)
        {
            book.Clear();
            _changes.Touch(book);
        }
        _accounts.Clear();
        _interest.Rewind();
        _matcher.Events.Clear();
    }

    /// <summary>Carries out one request. Never <see cref="ExchangeReply.Unknown"/>: inside the exchange every outcome is known.</summary>
    public ExchangeReply Execute(ExchangeCommand command, DateTimeOffset now) => Execute(command, RequestExtras.None, now);

    /// <summary>Carries out one request of the wire, as <see cref="Execute(ExchangeCommand, DateTimeOffset)"/> does.</summary>
    public ExchangeReply Execute(ExchangeCommand command, RequestExtras extras, DateTimeOffset now)
    {
        _interest.Accrue(now);
        return _books.TryGetValue(command.Symbol, out var book) ? _desk.Execute(book, command, extras, now) : Refusal.InvalidSymbol.ToReply();
    }

    /// <summary>Why the gateway refuses an order before the matching engine hears of it; null when it does not. Changes nothing.</summary>
    /// <param name="command">The order.</param>
    /// <param name="extras">What it carries besides.</param>
    /// <param name="countsOrders">True when the number of open orders is checked too.</param>
    public ExchangeReply.Rejected? RefusalAtGateway(ExchangeCommand.Place command, RequestExtras extras, bool countsOrders)
    {
        if (!_books.TryGetValue(command.Symbol, out var book))
            return Refusal.InvalidSymbol.ToReply();
        if (_accounts.Find(AccountKey.Of(command.Account, command.Symbol)) is not { } account)
            return Refusal.NoAccount(command.Account).ToReply();
        var orderExtras = extras.Of(command.Order.ClientOrderId);
        var order = QuoteQuantities.Resolve(book, command.Order, orderExtras);
        return (Admission.AtGateway(account, book, order, orderExtras) ?? (countsOrders ? Admission.Counts(account, book, order) : null))?.ToReply();
    }

    /// <summary>Charges the interest of every full hour up to <paramref name="now"/>; requests and trades of the market do so by themselves.</summary>
    public void AccrueInterest(DateTimeOffset now)
    {
        if (_interest.Accrue(now))
            _liquidation.Check(now);
    }

    /// <summary>The exchange liquidates a margin account, whatever its level is. Arguments as for balances.</summary>
    /// <exception cref="ArgumentException">The account is not open, or cannot owe anything.</exception>
    public void Liquidate(TradingAccount account, string? symbol, DateTimeOffset now)
    {
        var key = AccountKey.Of(account, symbol);
        if (_accounts.Find(key) is not { IsMargin: true } margin)
            throw new ArgumentException($"{key} is no open margin account; nothing can be liquidated.", nameof(account));
        _liquidation.Run(margin, now);
    }

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
        _interest.Accrue(at);
        _matcher.Print(BookOf(symbol), price, at);
        if (_accounts.Margin.Count > 0)
            _liquidation.Check(at);
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
    public ImmutableArray<OrderReport> DrainEvents() => _matcher.Events.TakeReports();

    /// <summary>The same in full, with order lists; empty unless <see cref="EngineOptions.DetailedEvents"/> is on.</summary>
    public ImmutableArray<EngineEvent> DrainDetails() => _matcher.Events.TakeEvents();

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
        Accounts = [.. _accounts.Margin.Select(account => account.ToState())],
        Balances = [.. _accounts.All.SelectMany(account => account.Purses.OrderBy(purse => purse.Asset, StringComparer.Ordinal))
            .Select(purse => purse.ToState())],
        Loans = [.. _accounts.Margin.SelectMany(account => account.Loans.Select(record => new LoanState(account.Key, record)))
            .OrderBy(loan => loan.Record.TransactionId)],
        Interest = [.. _accounts.Margin.SelectMany(account => account.Interest.Select(charge => new InterestState(account.Key, charge)))
            .OrderBy(interest => interest.Charge.Number)],
    };

    /// <summary>All orders ever taken on the market, of all accounts, oldest first.</summary>
    public ImmutableArray<OrderReport> OrdersOf(string symbol) => [.. BookOf(symbol).All.Select(order => order.ToReport([]))];

    /// <summary>Orders of all accounts that can still execute, oldest first.</summary>
    public ImmutableArray<OrderReport> OpenOrdersOf(string symbol) => [.. BookOf(symbol).Open.Select(order => order.ToReport([]))];

    /// <summary>Executions on the market, of all accounts, oldest first.</summary>
    public ImmutableArray<Fill> TradesOf(string symbol) => [.. BookOf(symbol).Trades];

    /// <summary>Number of the latest change of an order on the market.</summary>
    public long LastExecutionIdOf(string symbol) => BookOf(symbol).Ids.NextExecutionId - 1;

    /// <summary>Holding of an asset on the spot account; zeros for one never seen.</summary>
    public Balance BalanceOf(string asset) => BalanceOf(asset, TradingAccount.Spot);

    /// <summary>Holding and debt of an asset on an account; zeros for what was never seen.</summary>
    /// <param name="asset">Asset in capitals.</param>
    /// <param name="account">Kind of account.</param>
    /// <param name="symbol">The pair of an isolated account; not read for the others.</param>
    public Balance BalanceOf(string asset, TradingAccount account, string? symbol = null) =>
        _accounts.Find(AccountKey.Of(account, symbol))?.Of(asset).ToBalance() ?? new Balance(asset, 0m, 0m);

    /// <summary>Assets over debts of a margin account; null without debts. Arguments as for balances.</summary>
    public decimal? MarginLevelOf(TradingAccount account, string? symbol = null) =>
        _accounts.Find(AccountKey.Of(account, symbol)) is { IsMargin: true } margin ? _valuation.LevelOf(margin) : null;

    /// <summary>Loans and repayments of an account, oldest first. Arguments as for balances.</summary>
    public ImmutableArray<LoanRecord> LoansOf(TradingAccount account, string? symbol = null) =>
        [.. _accounts.Find(AccountKey.Of(account, symbol))?.Loans.AsEnumerable() ?? []];

    private Account OpenAccount(TradingAccount account, string? symbol)
    {
        var key = AccountKey.Of(account, symbol);
        return _accounts.Open(key.Symbol.Length == 0 ? key : key with { Symbol = BookOf(key.Symbol).Rules.Symbol });
    }

    private SymbolBook BookOf(string symbol)
    {
        if (_recent is { } recent && ReferenceEquals(recent.Rules.Symbol, symbol))
            return recent;
        return _recent = _books.GetValueOrDefault(symbol)
            ?? throw new ArgumentException($"There is no market {symbol}; it must be added first.", nameof(symbol));
    }
}
