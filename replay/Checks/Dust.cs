using Executor.Core.Exchange;

namespace Executor.Replay.Checks;

/// <summary>
/// What may stay behind: less than a lot step, or less than the exchange would take as an order. It stays on the account, so each trade is
/// measured from what was there before it.
/// </summary>
internal sealed class Dust(SymbolRules rules)
{
    /// <summary>Base that was there before the trade under way.</summary>
    public decimal Baseline { get; private set; }

    /// <summary>Base above the baseline that is more than dust; below 0 when too much was sold; 0 when there is none.</summary>
    public decimal Excess(decimal baseTotal, decimal price)
    {
        var difference = baseTotal - Baseline;
        var amount = Math.Abs(difference);
        return amount < rules.LotStep || (difference > 0m && amount * price < rules.MinNotional) ? 0m : difference;
    }

    /// <summary>The trade has ended: what is there now is the baseline of the next.</summary>
    public void Settle(decimal baseTotal) => Baseline = baseTotal;
}
