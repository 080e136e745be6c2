using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Wire;

/// <summary>What a margin placement borrowed. Source: Binance margin API, new order.</summary>
internal static class LoanJson
{
    /// <summary>Written only when something was borrowed: the amount as a number for an order, as a string for a list.</summary>
    public static void OfPlacement(WireWriter writer, ImmutableArray<OrderState> orders, SymbolRules rules, bool isText)
    {
        if (orders.FirstOrDefault(order => order.Loan > 0m) is not { } borrower)
            return;
        if (isText)
            writer.Plain("marginBuyBorrowAmount", borrower.Loan);
        else
            writer.Json.WriteNumber("marginBuyBorrowAmount", borrower.Loan);
        writer.Text("marginBuyBorrowAsset", borrower.Report.Side == OrderSide.Buy ? rules.QuoteAsset : rules.BaseAsset);
    }
}
