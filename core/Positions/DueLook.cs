namespace Executor.Core.Positions;

/// <summary>What the next look at the exchange is to show beside what the position's own doubts ask for.</summary>
public enum DueLook
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>Executions since the trade began, whenever that look comes: those of a second program would show in no order of ours.</summary>
    Executions,

    /// <summary>Orders and balances, before anything is sent; executions follow with the look after it.</summary>
    Orders,

    /// <summary>Orders, balances and executions, before anything is sent.</summary>
    Everything,
}
