using System.Globalization;
using Executor.Exchange.Errors;

namespace Executor.Exchange.Budget;

/// <summary>There is no room for a request; it was not sent.</summary>
/// <param name="Lane">Whose room.</param>
/// <param name="Until">The earliest moment at which there may be, by the exchange's clock.</param>
/// <param name="IsPaused">True when the exchange itself has asked for the pause.</param>
public sealed record BudgetRefusal(RequestLane Lane, DateTimeOffset Until, bool IsPaused)
{
    /// <summary>The code of the refusal.</summary>
    public int Code => IsPaused ? LocalRefusals.Paused : LocalRefusals.OverBudget;

    /// <summary>The refusal in words.</summary>
    public string Message => string.Create(
        CultureInfo.InvariantCulture,
        $"Not sent: {(IsPaused ? "the exchange asked all callers to pause" : $"the limits of the exchange have no room for {Lane} requests")} until {Until:HH:mm:ss.fff} UTC. Try again then.");
}
