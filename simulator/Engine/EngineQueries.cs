using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>An order list and its orders, the working one first.</summary>
/// <param name="List">The list.</param>
/// <param name="Orders">Its orders.</param>
public sealed record ListView(ListState List, ImmutableArray<OrderState> Orders)
{
    /// <summary>True while an order of it can still execute.</summary>
    public bool IsLive => Orders.Any(order => order.Report.Status.IsLive());
}

/// <summary>What the exchange answers about one account, in full. Changes nothing.</summary>
public sealed class EngineQueries : IAccountQueries
{
    private const decimal TransferLevel = 2m;
    private readonly IReadOnlyDictionary<string, SymbolBook> _books;
    private readonly Accounts _accounts;
    private readonly Valuation _valuation;
    private readonly MarginOptions _margin;

    internal EngineQueries(IReadOnlyDictionary<string, SymbolBook> books, Accounts accounts, Valuation valuation, MarginOptions margin) =>
        (_books, _accounts, _valuation, _margin) = (books, accounts, valuation, margin);

    /// <inheritdoc/>
    public OrderState? FindOrder(AccountKey key, string symbol, OrderReference reference) =>
        _books.TryGetValue(symbol, out var book) && _accounts.Find(key) is { } account
            ? OrderFinder.Find(account, book, reference)?.ToState()
            : null;

    /// <inheritdoc/>
    public IEnumerable<OrderState> Orders(AccountKey key, string symbol) =>
        _books.TryGetValue(symbol, out var book) ? book.All.Where(order => order.Account.Key == key).Select(order => order.ToState()) : [];

    /// <inheritdoc/>
    public ImmutableArray<OrderState> OpenOrders(AccountKey key, string? symbol) =>
        [.. BooksOf(symbol).SelectMany(book => book.Open).Where(order => order.Account.Key == key).Select(order => order.ToState())];

    /// <inheritdoc/>
    public IEnumerable<(Fill Fill, OrderState Order)> Trades(AccountKey key, string symbol) =>
        !_books.TryGetValue(symbol, out var book) ? [] : book.Trades
            .Select(fill => (Fill: fill, Order: book.Find(fill.OrderId)))
            .Where(each => each.Order?.Account.Key == key)
            .Select(each => (each.Fill, each.Order!.ToState()));

    /// <inheritdoc/>
    public IEnumerable<ListView> Lists(AccountKey key) => _accounts.Find(key) is { } account ? account.Lists.Select(ViewOf) : [];

    /// <inheritdoc/>
    public ListView? FindList(AccountKey key, long? id, string? name) =>
        _accounts.Find(key)?.Lists.LastOrDefault(list => id is null ? list.ClientOrderId == name : list.Id == id && (name is null || list.ClientOrderId == name))
            is { } found ? ViewOf(found) : null;

    /// <summary>The list an order belongs to; null for a single order.</summary>
    public ListView? ListOf(OrderState order) =>
        order.Report.OrderListId is { } id ? FindList(order.Account, id, name: null) : null;

    /// <summary>The markets.</summary>
    public IEnumerable<string> Symbols => _books.Keys;

    /// <summary>Assets an account has ever seen, by name.</summary>
    public ImmutableArray<Balance> Balances(AccountKey key) => _accounts.Find(key) is { } account
        ? [.. account.Purses.OrderBy(purse => purse.Asset, StringComparer.Ordinal).Select(purse => purse.ToBalance())]
        : [];

    /// <summary>Open isolated margin accounts, by pair.</summary>
    public IEnumerable<AccountKey> IsolatedAccounts =>
        _accounts.Margin.Where(account => account.Key.Kind == TradingAccount.IsolatedMargin).Select(account => account.Key);

    /// <summary>Loans and repayments of an account, oldest first.</summary>
    public ImmutableArray<LoanRecord> Loans(AccountKey key) => _accounts.Find(key) is { } account ? [.. account.Loans] : [];

    /// <summary>Worth of an amount in another asset at the last prices; null when no market leads there.</summary>
    public decimal? Convert(string asset, decimal amount, string into) => _valuation.Convert(asset, amount, into);

    /// <summary>
    /// The most an account may borrow of an asset, floored to eight decimals: what its margin level allows, at most what its limit and the
    /// exchange's inventory leave.
    /// </summary>
    public decimal MaxBorrowable(AccountKey key, string asset)
    {
        if (_accounts.Find(key) is not { IsMargin: true } account || _valuation.Net(account, asset) is not { } net)
            return 0m;
        var (assets, debts) = net;
        var byLevel = (assets - (_margin.BorrowLevel * debts)) / (_margin.BorrowLevel - 1m);
        var terms = _margin.TermsOf(asset);
        var byLimit = (terms.MaxBorrow ?? decimal.MaxValue) - account.Of(asset).Borrowed;
        var byInventory = (terms.Inventory ?? decimal.MaxValue) - _accounts.Margin.Sum(each => each.Of(asset).Borrowed);
        return decimal.Round(Math.Max(0m, Math.Min(byLevel, Math.Min(byLimit, byInventory))), 8, MidpointRounding.ToZero);
    }

    /// <summary>Interest charged to an account, oldest first.</summary>
    public ImmutableArray<InterestCharge> Interest(AccountKey key) => [.. _accounts.Find(key)?.Interest ?? []];

    /// <summary>Assets over debts of a margin account; null without debts.</summary>
    public decimal? LevelOf(AccountKey key) => _accounts.Find(key) is { IsMargin: true } account ? _valuation.LevelOf(account) : null;

    /// <summary>The most that may leave a margin account: what is free, and with debts what leaves twice as much as is owed.</summary>
    public decimal MaxTransferable(AccountKey key, string asset)
    {
        if (_accounts.Find(key) is not { } account)
            return 0m;
        var free = account.Of(asset).Free;
        if (!account.HasDebts)
            return free;
        var beyond = _valuation.Net(account, asset) is var (assets, debts) ? assets - (TransferLevel * debts) : 0m;
        return decimal.Round(Math.Clamp(beyond, 0m, free), 8, MidpointRounding.ToZero);
    }

    /// <summary>The terms on which an asset is lent.</summary>
    public LoanTerms TermsOf(string asset) => _margin.TermsOf(asset);

    private IEnumerable<SymbolBook> BooksOf(string? symbol) => symbol is null
        ? _books.Values.OrderBy(book => book.Rules.Symbol, StringComparer.Ordinal)
        : _books.TryGetValue(symbol, out var book) ? [book] : [];

    private static ListView ViewOf(OrderList list) => new(list.ToState(), [.. list.Legs.Select(leg => leg.ToState())]);
}
