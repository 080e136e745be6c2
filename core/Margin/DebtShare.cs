using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Margin;

/// <summary>Which part of the debt of an account one trade has to pay. The exchange keeps one debt an asset and knows nothing of trades.</summary>
public static class DebtShare
{
    /// <summary>Interest that other trades may owe on top of their principal before it counts as somebody's debt.</summary>
    private const decimal InterestAllowance = 0.01m;

    /// <summary>Debt that nobody here accounts for: what is owed beyond the principal of other trades, small amounts being their interest.</summary>
    /// <param name="balance">What the account owed before the trade.</param>
    /// <param name="others">Principal of other trades in this asset, 0 or more.</param>
    public static decimal Foreign(Balance balance, decimal others)
    {
        ArgumentNullException.ThrowIfNull(balance);
        var rest = balance.Debt - others;
        return rest > others * InterestAllowance ? rest : 0m;
    }

    /// <summary>
    /// What <paramref name="loan"/> owes, interest included. Alone on the account it owes everything; else its outstanding principal and,
    /// by principal, its share of the interest, and never what others owe.
    /// </summary>
    /// <param name="balance">What the account owes now.</param>
    /// <param name="loan">The trade's own books.</param>
    /// <param name="others">Principal of other trades in this asset, 0 or more.</param>
    public static decimal Of(Balance balance, TradeLoan loan, decimal others)
    {
        ArgumentNullException.ThrowIfNull(balance);
        ArgumentNullException.ThrowIfNull(loan);
        var notOurs = others + loan.ForeignDebt;
        if (notOurs == 0m)
        {
            return balance.Debt;
        }

        var outstanding = loan.Outstanding;
        var interest = Math.Max(0m, balance.Debt - outstanding - notOurs);
        var share = Steps.CeilTo(interest * outstanding / (outstanding + notOurs), LoanAmount.FinestStep);
        return Math.Min(Math.Max(0m, balance.Debt - notOurs), outstanding + share);
    }

    /// <summary>What is owed although nothing is open, and belongs neither to other trades nor to somebody else. Whose interest it is cannot be
    /// seen: next to other trades only principal counts.</summary>
    /// <param name="balance">What the account owes now.</param>
    /// <param name="loan">Books of the trade that ended; null: it borrowed nothing.</param>
    /// <param name="others">Principal of other trades in this asset, 0 or more.</param>
    public static decimal Left(Balance balance, TradeLoan? loan, decimal others)
    {
        ArgumentNullException.ThrowIfNull(balance);
        var foreign = balance.Asset == loan?.Asset ? loan.ForeignDebt : 0m;
        return (others > 0m ? balance.Borrowed - others : balance.Debt) - foreign;
    }
}
