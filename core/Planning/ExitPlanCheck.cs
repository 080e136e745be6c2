using System.Globalization;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Planning;

/// <summary>The check of an exit plan before orders are sent.</summary>
/// <remarks>Source: behaviour of the original, section 4.9 (validate_exit_plan), rules V1 to V8 in that order.</remarks>
public static class ExitPlanCheck
{
    /// <summary>A price may lie this part of a tick beside the grid and is then moved onto it.</summary>
    private const decimal TickTolerance = 0.000001m;

    /// <summary>Checks a plan whose side is known.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="quantity">Total quantity, base asset.</param>
    /// <param name="prices">The four prices, traded quote.</param>
    /// <param name="rules">Trading rules; tick, lot step, minimum quantity and minimum notional are used.</param>
    public static ExitPlanResult Check(PositionSide side, decimal quantity, ExitPrices prices, SymbolRules rules) =>
        CheckPrices(prices) ?? CheckOrder(side, prices) ?? CheckGrid(prices, rules.TickSize)
        ?? CheckQuantity(quantity, OnGrid(prices, rules.TickSize), rules);

    /// <summary>The rules about the prices alone (V1, V2): all there, all above 0; null when they hold.</summary>
    public static ExitPlanResult.Refused? CheckPrices(ExitPrices prices)
    {
        decimal?[] all = [prices.Entry, prices.Stop, prices.Target1, prices.Target2];
        return all.Contains(null) ? Refuse(ExitPlanError.MissingPrice, $"entry, stop and both targets are needed, found {prices}")
            : all.Any(price => price <= 0m) ? Refuse(ExitPlanError.NonPositivePrice, $"prices must be above 0, found {prices}")
            : null;
    }

    private static ExitPlanResult.Refused? CheckOrder(PositionSide side, ExitPrices p)
    {
        var ordered = side switch
        {
            PositionSide.Long => p.Stop < p.Entry && p.Entry < p.Target1 && p.Target1 <= p.Target2,
            PositionSide.Short => p.Stop > p.Entry && p.Entry > p.Target1 && p.Target1 >= p.Target2,
        };
        return ordered
            ? null
            : Refuse(ExitPlanError.BadOrder, $"stop, entry and targets of a {side.Text()} must follow in this order, found {p}");
    }

    private static ExitPlanResult.Refused? CheckGrid(ExitPrices prices, decimal tick)
    {
        decimal?[] all = [prices.Entry, prices.Stop, prices.Target1, prices.Target2];
        foreach (var price in all)
        {
            if (price is { } value && Math.Abs(value - Steps.NearTo(value, tick)) > tick * TickTolerance)
            {
                return Refuse(ExitPlanError.OffTick, $"{value} is not a multiple of the tick {tick}");
            }
        }

        return null;
    }

    private static ExitPlanResult CheckQuantity(decimal quantity, ExitPrices prices, SymbolRules rules)
    {
        if (quantity <= 0m)
        {
            return Refuse(ExitPlanError.InvalidQuantity, $"the quantity must be above 0, is {quantity}");
        }

        var whole = Steps.FloorTo(quantity, rules.LotStep);
        if (whole < rules.MinQuantity)
        {
            return Refuse(ExitPlanError.QuantityTooSmall, $"{whole} is below the minimum of {rules.MinQuantity}");
        }

        if (!LegSplit.TrySplit(whole, rules.LotStep, out var legs, out var error))
        {
            return Refuse(Of(error), $"{whole} cannot be split in lots of {rules.LotStep}");
        }

        var lowest = new[] { prices.Entry, prices.Stop, prices.Target1, prices.Target2 }.Min() ?? 0m;
        return rules.MinNotional > 0m && lowest * whole < rules.MinNotional
            ? Refuse(ExitPlanError.MinNotional, $"{lowest} times {whole} is below the minimum notional of {rules.MinNotional}")
            : new ExitPlanResult.Accepted(whole, legs, prices);
    }

    private static ExitPrices OnGrid(ExitPrices p, decimal tick)
    {
        return new ExitPrices(Near(p.Entry), Near(p.Stop), Near(p.Target1), Near(p.Target2));

        decimal? Near(decimal? price) => price is { } value ? Steps.NearTo(value, tick) : null;
    }

    private static ExitPlanError Of(SplitError error) => error switch
    {
        SplitError.QuantityBelowOneStep => ExitPlanError.QuantityBelowOneStep,
        SplitError.LegRoundsToZero => ExitPlanError.LegRoundsToZero,
        SplitError.None => throw new ArgumentOutOfRangeException(nameof(error), error, "A split that succeeded has no error."),
    };

    private static ExitPlanResult.Refused Refuse(ExitPlanError error, FormattableString detail) =>
        new(error, detail.ToString(CultureInfo.InvariantCulture));
}
