namespace Executor.Core.Planning;

/// <summary>May a market order replace an entry that timed out? With the figures behind the answer, traded quote.</summary>
/// <param name="Allowed">True when it may.</param>
/// <param name="Reason"><c>ok</c>, <c>bad_prices</c>, <c>deviation_too_large</c>, <c>past_tp1</c> or <c>past_stop</c>.</param>
/// <param name="Price">Price that a market order would get now.</param>
/// <param name="Entry">Planned entry.</param>
/// <param name="Stop">Planned stop.</param>
public sealed record PlanBVerdict(bool Allowed, string Reason, decimal Price, decimal Entry, decimal Stop)
{
    /// <summary>Distance of entry and stop; null with <c>bad_prices</c>.</summary>
    public decimal? Risk { get; init; }

    /// <summary>Distance of the price from the entry; null with <c>bad_prices</c>.</summary>
    public decimal? Deviation { get; init; }

    /// <summary>Distance allowed, 0 = not checked; null with <c>bad_prices</c>.</summary>
    public decimal? MaxDeviation { get; init; }

    /// <summary>First target; only with <c>past_tp1</c>.</summary>
    public decimal? Target1 { get; init; }
}
