using System.Collections.Immutable;
using System.Threading.Channels;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Simulator.Engine;
using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Paper;

/// <summary>
/// A matching engine behind the exchange port, for paper trading in process. Thread-safe: commands and price moves take turns. What a
/// turn changed is in the books before its reply is returned or its events are published.
/// </summary>
/// <remarks>
/// A turn waits for the disk on the caller's thread: a few milliseconds, and SQLite has no other way. If the books cannot be written, the
/// engine in memory is ahead of them; it is dropped and the next turn reads the books again.
/// </remarks>
public sealed class PaperExchange : IExchange, IDisposable
{
    private readonly Lock _gate = new();
    private readonly EngineOptions _options;
    private readonly PaperBooks _books;
    private readonly TimeProvider _clock;
    private readonly Channel<OrderReport> _events =
        Channel.CreateUnbounded<OrderReport>(new UnboundedChannelOptions { SingleWriter = true });
    private MatchingEngine? _engine;

    /// <summary>Goes on where the books end. The books are used by this exchange alone from now on.</summary>
    /// <exception cref="InvalidDataException">The books contradict themselves.</exception>
    public PaperExchange(EngineOptions options, PaperBooks books, TimeProvider clock)
    {
        _options = options with { TrackChanges = true };
        _books = books;
        _clock = clock;
        var kept = books.Read();
        IsNew = kept.IsEmpty;
        _engine = new MatchingEngine(_options, kept);
    }

    /// <summary>True when the books were empty: funds and markets have to be added.</summary>
    public bool IsNew { get; }

    /// <summary>
    /// What happens to orders, in order, from now on. Nothing is replayed: an event that nobody took before the process ended is lost, as
    /// on the exchange. For one consumer; the channel holds what it has not taken yet.
    /// </summary>
    public ChannelReader<OrderReport> Events => _events.Reader;

    /// <inheritdoc/>
    public ValueTask<ExchangeReply> ExecuteAsync(ExchangeCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(Turn(engine => engine.Execute(command, _clock.GetUtcNow())));
        }
        catch (SqliteException exception)
        {
            return ValueTask.FromResult<ExchangeReply>(new ExchangeReply.Unknown($"The paper books failed: {exception.Message}"));
        }
    }

    /// <inheritdoc/>
    public ValueTask<SymbolRules?> GetRulesAsync(string symbol, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Turn(engine => engine.RulesOf(symbol)));
    }

    /// <summary>Opens a market; one that the books know keeps its price and takes the rules.</summary>
    public void OpenSymbol(SymbolRules rules, decimal lastPrice) => OpenSymbol(rules, lastPrice, TradingAccount.Spot, quoteFunds: 0m);

    /// <summary>
    /// Opens a market as <see cref="OpenSymbol(SymbolRules, decimal)"/> does, and the account it is traded on. When one of them is new and the
    /// account neither holds nor owes any of the quote asset, it gets funds, in the same turn.
    /// </summary>
    /// <param name="rules">Rules of the market.</param>
    /// <param name="lastPrice">Price of a new market, above 0.</param>
    /// <param name="account">The account it is traded on.</param>
    /// <param name="quoteFunds">Funds in the quote asset; 0 or more.</param>
    public void OpenSymbol(SymbolRules rules, decimal lastPrice, TradingAccount account, decimal quoteFunds) => Turn(engine =>
    {
        var known = engine.RulesOf(rules.Symbol);
        if (known is null)
            engine.AddSymbol(rules, lastPrice, _clock.GetUtcNow());
        else if (known != rules)
            engine.UpdateRules(rules);
        var isNew = known is null || !engine.IsOpen(account, rules.Symbol);
        if (isNew && quoteFunds > 0m && engine.BalanceOf(rules.QuoteAsset, account, rules.Symbol) is { Total: 0m, Debt: 0m })
            engine.Deposit(rules.QuoteAsset, quoteFunds, account, rules.Symbol);
        return isNew;
    });

    /// <summary>Adds free funds; a margin account is opened by it.</summary>
    /// <param name="asset">Asset in capitals.</param>
    /// <param name="amount">Above 0.</param>
    /// <param name="account">Kind of account.</param>
    /// <param name="symbol">The pair of an isolated account, which must be open as a market; not read for the others.</param>
    public void Deposit(string asset, decimal amount, TradingAccount account = TradingAccount.Spot, string? symbol = null) => Turn(engine =>
    {
        engine.Deposit(asset, amount, account, symbol);
        return amount;
    });

    /// <summary>Adds <paramref name="amount"/> of free funds, unless the account holds or owes any of the asset; true when they were added.</summary>
    /// <inheritdoc cref="Deposit"/>
    public bool FundIfEmpty(string asset, decimal amount, TradingAccount account = TradingAccount.Spot, string? symbol = null) => Turn(engine =>
    {
        if (engine.BalanceOf(asset, account, symbol) is not { Total: 0m, Debt: 0m })
            return false;
        engine.Deposit(asset, amount, account, symbol);
        return true;
    });

    /// <summary>Price walks to <paramref name="price"/> and leaves nothing out: every order on the way reacts at its own price.</summary>
    /// <param name="symbol">Market.</param>
    /// <param name="price">Where the walk ends, above 0.</param>
    /// <param name="at">Time of all its trades, UTC.</param>
    public void MovePrice(string symbol, decimal price, DateTimeOffset at) => Turn(engine =>
    {
        while (engine.NextTouch(symbol, price) is { } touch && touch != price)
            engine.Print(symbol, touch, at);
        engine.Print(symbol, price, at);
        return price;
    });

    /// <summary>Price jumps to <paramref name="price"/>: one trade there, nothing between.</summary>
    public void JumpPrice(string symbol, decimal price, DateTimeOffset at) => Turn(engine =>
    {
        engine.Print(symbol, price, at);
        return price;
    });

    /// <summary>Time of the newest row of a feed that the market has lived through, UTC; null before the first.</summary>
    public DateTimeOffset? FeedMarkOf(string symbol) => Turn(_ => _books.FeedMarkOf(symbol));

    /// <summary>Remembers that the market has lived through the row of that time, over restarts.</summary>
    public void MarkFeed(string symbol, DateTimeOffset rowAt) => Turn(_ =>
    {
        _books.MarkFeed(symbol, rowAt);
        return rowAt;
    });

    /// <summary>Best prices and last price.</summary>
    public Quote QuoteOf(string symbol) => Turn(engine => engine.QuoteOf(symbol));

    /// <summary>All orders ever taken on the market, oldest first.</summary>
    public ImmutableArray<OrderReport> OrdersOf(string symbol) => Turn(engine => engine.OrdersOf(symbol));

    /// <summary>Orders that can still execute, oldest first.</summary>
    public ImmutableArray<OrderReport> OpenOrdersOf(string symbol) => Turn(engine => engine.OpenOrdersOf(symbol));

    /// <summary>Executions on the market, oldest first.</summary>
    public ImmutableArray<Fill> TradesOf(string symbol) => Turn(engine => engine.TradesOf(symbol));

    /// <summary>Holding and debt of an asset. Arguments as for deposits.</summary>
    public Balance BalanceOf(string asset, TradingAccount account = TradingAccount.Spot, string? symbol = null) =>
        Turn(engine => engine.BalanceOf(asset, account, symbol));

    /// <summary>Assets over debts of a margin account; null without debts. Arguments as for deposits.</summary>
    public decimal? MarginLevelOf(TradingAccount account, string? symbol = null) => Turn(engine => engine.MarginLevelOf(account, symbol));

    /// <summary>Ends the stream of events; the books stay open, they belong to the caller.</summary>
    public void Dispose() => _events.Writer.TryComplete();

    private T Turn<T>(Func<MatchingEngine, T> act)
    {
        lock (_gate)
        {
            var engine = _engine ?? new MatchingEngine(_options, _books.Read());
            _engine = null; // until the turn is in the books, memory may be ahead of them
            var result = act(engine);
            _books.Save(engine.TakeChanges());
            _engine = engine;
            foreach (var report in engine.DrainEvents())
                _events.Writer.TryWrite(report);
            return result;
        }
    }
}
