using Executor.Core.Exchange;

namespace Executor.Simulator.Engine.Margin;

/// <summary>Whether an order is paid for, with own funds or with a loan it may take.</summary>
internal sealed class Funding(MarginOptions options, LoanDesk loans, Valuation valuation)
{
    private const int Decimals = 8;

    /// <summary>Why an order that needs that much of <paramref name="purse"/> is refused; null when it is paid for.</summary>
    public Refusal? Check(Purse purse, decimal need, SideEffect effect, DateTimeOffset now)
    {
        var account = purse.Owner;
        if (account.IsMargin && valuation.LevelOf(account) < options.OrderLevel)
            return Refusal.LevelTooLow;
        var missing = Missing(purse, need);
        if (missing == 0m)
            return null;
        if (effect.Borrows())
            return loans.OrderMayBorrow(account, purse.Asset, missing, now);
        return account.IsMargin && options.ShortFundsHaveOwnCode ? Refusal.NotEnough : Refusal.InsufficientBalance;
    }

    /// <summary>Borrows what an order that passed <see cref="Check"/> is short of; the amount of the loan.</summary>
    public decimal Provide(Purse purse, decimal need, DateTimeOffset now)
    {
        var missing = Missing(purse, need);
        if (missing > 0m)
            loans.Lend(purse.Owner, purse.Asset, missing, isAutomatic: true, now);
        return missing;
    }

    private static decimal Missing(Purse purse, decimal need) =>
        need <= purse.Free ? 0m : decimal.Round(need - purse.Free, Decimals, MidpointRounding.ToPositiveInfinity);
}
