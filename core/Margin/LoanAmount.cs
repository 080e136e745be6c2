using Executor.Core.Arithmetic;
using Executor.Core.Positions;

namespace Executor.Core.Margin;

/// <summary>How much a trade has to borrow (behaviour 10.2, 10.3). Amounts are in the asset that is borrowed.</summary>
public static class LoanAmount
{
    /// <summary>The finest amount that the exchange lends, of any asset.</summary>
    /// <remarks>Source: Binance margin API, amounts have 8 decimals.</remarks>
    public const decimal FinestStep = 0.00000001m;

    /// <summary>What the entry order needs: of the quote its value and a reserve for a long position, of the base its quantity for a short one.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="quantity">Base that will be sent, above 0.</param>
    /// <param name="price">Price that will be sent, or that a market order is expected to get, above 0.</param>
    /// <param name="buffer">Reserve of a long position, as a fraction; 0 or more.</param>
    public static decimal Need(PositionSide side, decimal quantity, decimal price, decimal buffer) => side switch
    {
        PositionSide.Long => quantity * price * (1m + buffer),
        PositionSide.Short => quantity,
    };

    /// <summary>What lacks, rounded up to <paramref name="step"/>; 0 when <paramref name="free"/> covers <paramref name="need"/>.</summary>
    /// <param name="need">Amount needed.</param>
    /// <param name="free">Amount at hand.</param>
    /// <param name="step">Above 0; null: unrounded.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not above 0.</exception>
    public static decimal Of(decimal need, decimal free, decimal? step)
    {
        var lacking = Math.Max(0m, need - free);
        return step is { } multiple ? Steps.CeilTo(lacking, multiple) : lacking;
    }
}
