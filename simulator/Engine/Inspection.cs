using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Answers what an account may ask about itself on one market.</summary>
internal sealed class Inspection(Valuation valuation)
{
    public ExchangeView Inspect(Account account, SymbolBook book, ExchangeCommand.Inspect inspect, DateTimeOffset now) => new()
    {
        At = now,
        Orders = [.. inspect.Orders.Select(reference => OrderFinder.Find(account, book, reference)).OfType<Order>()
            .Select(order => order.ToReport([]))],
        OpenOrders = [.. book.Open.Where(order => order.Account == account).Select(order => order.ToReport([]))],
        Trades = inspect.TradesSince is { } tradesSince ? TradesSince(account, book, tradesSince) : [],
        Loans = inspect.LoansSince is { } loansSince ? LoansSince(account, book.Rules, loansSince) : [],
        MarginLevel = account.IsMargin ? valuation.LevelOf(account) : null,
        Base = account.Of(book.Rules.BaseAsset).ToBalance(),
        Quote = account.Of(book.Rules.QuoteAsset).ToBalance(),
    };

    private static ImmutableArray<Fill> TradesSince(Account account, SymbolBook book, DateTimeOffset since) =>
        [.. book.Trades.Since(since).Where(fill => book.Find(fill.OrderId)?.Account == account)];

    private static ImmutableArray<LoanRecord> LoansSince(Account account, SymbolRules rules, DateTimeOffset since) =>
        [.. account.Loans.Since(since).Where(record => record.Asset == rules.BaseAsset || record.Asset == rules.QuoteAsset)];
}
