namespace Executor.Exchange.Budget;

/// <summary>How much a request matters when there is not room for all; a higher value goes first.</summary>
public enum RequestLane
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>What opens a position, and the loan for it.</summary>
    Entry,

    /// <summary>Looks that have to be answered before anything else is sent for their symbol.</summary>
    UrgentQuery,

    /// <summary>What closes a position, and repayments.</summary>
    Close,

    /// <summary>What puts protection on the exchange, keeps it, or makes room for it.</summary>
    Protective,
}
