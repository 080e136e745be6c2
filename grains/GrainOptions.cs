namespace Executor.Grains;

/// <summary>Timing of the grains, the same for all symbols.</summary>
public sealed class GrainOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Executor:Grains";

    /// <summary>A request to the exchange without an answer for this long has an unknown outcome. 1 s to 60 s. Default 10 s.</summary>
    public TimeSpan ExchangeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A request that changes the exchange leaves only this soon after the write that stored it began; after a longer pause (a frozen
    /// process, a suspended machine) the state is written again first, which fails if another activation has taken over. Must be shorter
    /// than the cluster needs to declare a silo dead. 0.5 s to 20 s. Default 4 s.
    /// </summary>
    public TimeSpan SendLease { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How often all positions of the roster are called, so that none stays without an owner. 5 s to 10 min. Default 30 s.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a position waits for the fleet, the portfolio or the account before it takes them for unreachable and enters nothing.
    /// 0.1 s to 10 s. Default 2 s.
    /// </summary>
    public TimeSpan GatePatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time between two loans or repayments of one account. 0.1 s to 10 s. Default 0.1 s.</summary>
    public TimeSpan LoanSpacing { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a shutdown asks the positions again that are not proven flat. 1 s to 5 min. Default 5 s.</summary>
    public TimeSpan ShutdownRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>EMERGENCY_COOLDOWN_SEC: no entry for this long after a shutdown, even when woken. 0 to 7 days. Default 1 h.</summary>
    public TimeSpan EmergencyCooldown { get; set; } = TimeSpan.FromHours(1);
}
