using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Server.Faults;

/// <summary>
/// Lets loans go wrong as the rules say. A rule's endpoint may name <c>borrow</c>, <c>repay</c>, <c>autoBorrow</c> or <c>autoRepay</c>; the
/// engine does not know its customer, so that a rule for one customer strikes no loan.
/// </summary>
public sealed class LoanFaults(FaultBook book) : ILoanFaults
{
    /// <inheritdoc/>
    public LoanFault Next(in LoanAttempt attempt)
    {
        var name = (attempt.Kind, attempt.IsAutomatic) switch
        {
            (LoanKind.Borrow, false) => "borrow",
            (LoanKind.Borrow, true) => "autoBorrow",
            (LoanKind.Repay, false) => "repay",
            (LoanKind.Repay, true) => "autoRepay",
        };
        var target = new FaultTarget(null, name, attempt.Account.Symbol.Length == 0 ? null : attempt.Account.Symbol, null);
        var rule = book.Draw(target, FaultKind.LoanPending, FaultKind.NothingToLend, FaultKind.LoanAboveLimit, FaultKind.LoanFails);
        return rule?.Fault switch
        {
            FaultKind.LoanPending => LoanFault.Pending,
            FaultKind.NothingToLend => LoanFault.NothingToLend,
            FaultKind.LoanAboveLimit => LoanFault.AboveLimit,
            FaultKind.LoanFails => LoanFault.Fails,
            _ => LoanFault.None,
        };
    }
}
