namespace Executor.Simulator.Server.Market;

/// <summary>What lies on the book of a market around its last price.</summary>
public sealed record BookShape
{
    private const int MostLevels = 5_000;

    /// <summary>Levels on either side; 0 to 5000.</summary>
    public int Levels { get; set; } = 100;

    /// <summary>Base quantity of each level, above 0. All levels of a side together are what may be taken until the next trade of the market.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Ticks between two levels, above 0.</summary>
    public int StepTicks { get; set; } = 1;

    /// <summary>Ticks between the last price and the best price on either side, 0 or more; null: as it is.</summary>
    public int? SpreadTicks { get; init; }

    /// <summary>True when nobody buys: sales find nothing.</summary>
    public bool BidsEmpty { get; init; }

    /// <summary>True when nobody sells: purchases find nothing.</summary>
    public bool AsksEmpty { get; init; }

    /// <summary>Base quantity of a resting order that one trade of the market may execute; null: all of it.</summary>
    public decimal? FillPerTouch { get; init; }

    /// <summary>What is wrong with it, naming the field; null when nothing is.</summary>
    internal string? Error => this switch
    {
        { Levels: < 0 or > MostLevels } => $"levels: must be 0 to {MostLevels}, is {Levels}.",
        { Quantity: <= 0m } => $"quantity: must be above 0, is {Quantity}.",
        { StepTicks: < 1 } => $"stepTicks: must be above 0, is {StepTicks}.",
        { SpreadTicks: < 0 } => $"spreadTicks: must be 0 or more, is {SpreadTicks}.",
        { FillPerTouch: < 0m } => $"fillPerTouch: must be 0 or more, is {FillPerTouch}.",
        _ => null,
    };
}
