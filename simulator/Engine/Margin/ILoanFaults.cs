using Executor.Core.Exchange;

namespace Executor.Simulator.Engine.Margin;

/// <summary>Decides what goes wrong with loans; this is where refused loans and silent failures of automatic repayments come from.</summary>
public interface ILoanFaults
{
    /// <summary>What happens to a loan or repayment that passed every check.</summary>
    LoanFault Next(in LoanAttempt attempt);
}

/// <summary>What goes wrong with a loan or a repayment.</summary>
public enum LoanFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Another one is under way (-3007).</summary>
    Pending,

    /// <summary>The exchange has nothing to lend (-3045).</summary>
    NothingToLend,

    /// <summary>Above the limit of the account (-3006).</summary>
    AboveLimit,

    /// <summary>It is taken, and recorded as failed later. An automatic one does not happen: an order that needs the loan is refused.</summary>
    Fails,
}

/// <summary>A loan or a repayment about to happen.</summary>
/// <param name="Account">Account of it.</param>
/// <param name="Kind">Direction.</param>
/// <param name="Asset">Asset in capitals.</param>
/// <param name="Amount">Above 0.</param>
/// <param name="IsAutomatic">True when an order causes it.</param>
/// <param name="At">When, UTC.</param>
public readonly record struct LoanAttempt(
    AccountKey Account, LoanKind Kind, string Asset, decimal Amount, bool IsAutomatic, DateTimeOffset At);

/// <summary>Every loan that passes the checks goes through.</summary>
public sealed class NoLoanFaults : ILoanFaults
{
    /// <summary>The only instance; it has no state.</summary>
    public static readonly NoLoanFaults Instance = new();

    private NoLoanFaults() { }

    /// <inheritdoc/>
    public LoanFault Next(in LoanAttempt attempt) => LoanFault.None;
}
