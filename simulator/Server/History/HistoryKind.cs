namespace Executor.Simulator.Server.History;

/// <summary>What a row of the history tells.</summary>
public enum HistoryKind
{
    /// <summary>Rules of a market, at the begin and whenever they change.</summary>
    Market,

    /// <summary>Absolute amounts of an account: all of them at the begin, then those that changed, after the changes that made them.</summary>
    Balances,

    /// <summary>A deposit, a withdrawal, one side of a transfer.</summary>
    Funds,

    /// <summary>An order was taken, executed, changed or ended.</summary>
    Order,

    /// <summary>A loan or a repayment.</summary>
    Loan,

    /// <summary>A customer's orders, executions and loans are gone; the balances that follow are a new begin.</summary>
    Reset,
}
