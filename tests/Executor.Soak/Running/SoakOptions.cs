namespace Executor.Soak.Running;

/// <summary>What a soak is.</summary>
internal sealed record SoakOptions
{
    /// <summary>Minutes of market that are played, above 0.</summary>
    public int MarketMinutes { get; init; } = 60;

    /// <summary>Minutes of market a minute, above 0.</summary>
    public decimal Speed { get; init; } = 20m;

    /// <summary>Share of calls, events, quotes and loans that are struck by a fault, 0 to 1.</summary>
    public decimal Faults { get; init; } = 0.01m;

    /// <summary>Chooses markets, signals and faults.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many symbols, 1 to 20.</summary>
    public int Symbols { get; init; } = 20;

    /// <summary>How long it takes by the clock.</summary>
    public TimeSpan Duration => TimeSpan.FromMinutes((double)(MarketMinutes / Speed));
}
