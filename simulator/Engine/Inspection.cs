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

    /// <summary>Looks at all of them: over a restart the clock may have been set back, so that times do not ascend.</summary>
    private static ImmutableArray<Fill> TradesSince(Account account, SymbolBook book, DateTimeOffset since) =>
        [.. book.Trades.Where(fill => fill.At >= since && book.Find(fill.OrderId)?.Account == account)];

    private static ImmutableArray<LoanRecord> LoansSince(Account account, SymbolRules rules, DateTimeOffset since) =>
        [.. account.Loans.Where(record => record.At >= since && (record.Asset == rules.BaseAsset || record.Asset == rules.QuoteAsset))];
}
