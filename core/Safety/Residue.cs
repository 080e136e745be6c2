using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>
/// What a trade holds and what it leaves behind, measured from the balances before it. Dust may stay: less than a lot step, or less than the
/// exchange would take as an order.
/// </summary>
public static class Residue
{
    /// <summary>Base that a trade of <paramref name="side"/> has open: bought and not sold, or sold and not bought back. Borrowed base is not
    /// held; interest is owed and was never sold. Negative when more was closed than opened.</summary>
    public static decimal Held(PositionSide side, Balance now, Balance before) => side switch
    {
        PositionSide.Long => Owned(now) - Owned(before),
        PositionSide.Short => Owned(before) - Owned(now),
    };

    /// <summary>Base that the exchange takes as an order for certain at <paramref name="price"/>, with a lot step to spare.</summary>
    public static decimal LeastOrder(SymbolRules rules, decimal price)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        return Steps.CeilTo(rules.MinNotional / price, rules.LotStep) + rules.LotStep;
    }

    /// <summary>What stops have to cover of <paramref name="held"/>. A short position that sold dust of an earlier trade along with what it borrowed owes
    /// that much less.</summary>
    public static decimal Exposed(PositionSide side, decimal held, Balance before, SymbolRules rules, decimal price)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Math.Max(0m, side switch
        {
            PositionSide.Long => held,
            PositionSide.Short => held - Math.Min(LeastOrder(rules, price), before.Net),
        });
    }

    /// <summary>Base that exits of <paramref name="trade"/> may execute while it has <paramref name="held"/> open: a short position buys back the
    /// commission as well that the exchange takes in base, up to a whole lot step.</summary>
    public static decimal Closeable(Trade trade, decimal held, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(rules);
        return trade.Plan.Side switch
        {
            PositionSide.Long => held,
            PositionSide.Short when held <= 0m => 0m, // the last lot step bought a little more than was owed
            PositionSide.Short => Steps.CeilTo(Holdings.Gross(held, Holdings.ExitFeeRate(trade, rules)), rules.LotStep),
        };
    }

    /// <summary>Base that was there before <paramref name="trade"/>, as it should be after it: less the residue of earlier trades that a short
    /// position has used up, of what a liquidation sold beyond the trade and of the interest paid in base, and with what was bought on top because a debt
    /// was below the smallest order.</summary>
    public static Balance Expected(Balance before, Trade trade, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(rules);
        var sold = trade.Orders.Where(order => order.Role == OrderRole.Entry).Sum(order => order.ExecutedQuantity);
        var interest = trade.Loan is { } loan && loan.Asset == rules.BaseAsset ? loan.Interest : 0m;
        var change = TakenByLiquidation(trade, rules) - Holdings.ResidueUsed(trade, sold) - interest;
        foreach (var (order, fill) in trade.Fills)
        {
            if (order.Slot == Slot.Loan)
            {
                change += fill.Quantity - (fill.CommissionAsset == rules.BaseAsset ? fill.Commission : 0m);
            }
        }

        return before with { Free = before.Free + change };
    }

    /// <summary>Base beyond <paramref name="before"/>, debts paid, that is more than dust; below 0 when too much is gone; 0 when there is none.</summary>
    public static decimal Excess(Balance now, Balance before, decimal price, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(rules);
        var difference = now.Net - before.Net;
        var amount = Math.Abs(difference);
        var sellable = Steps.FloorTo(amount, rules.LotStep);
        return sellable == 0m || (difference > 0m && (sellable * price < rules.MinNotional || sellable < rules.MinQuantity)) ? 0m : difference;
    }

    /// <summary>Debt in one asset that was not there before the trade and is above <paramref name="tolerance"/>; 0 when there is none. The
    /// interest on what was owed before is not the trade's.</summary>
    public static decimal Debt(Balance now, Balance before, decimal tolerance)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(before);
        var debt = before.Borrowed > 0m ? now.Borrowed - before.Borrowed : now.Debt - before.Debt;
        return debt > tolerance ? debt : 0m;
    }

    /// <summary>The exchange sells all that the account has, the residue of earlier trades too; 0 or less.</summary>
    private static decimal TakenByLiquidation(Trade trade, SymbolRules rules) =>
        trade.Plan.Side == PositionSide.Long && trade.Orders.Any(order => order.Role == OrderRole.Exit && !ClientOrderIds.IsOurs(order.ClientOrderId))
            ? Math.Min(0m, Holdings.NetBase(trade, rules))
            : 0m;

    private static decimal Owned(Balance balance) => balance.Total - balance.Borrowed;
}
