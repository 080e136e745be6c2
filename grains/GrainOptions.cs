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
}
