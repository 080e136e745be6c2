using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Planning;

/// <summary>
/// Tests every order that a plan will need against the filters of the exchange, before the entry is sent. The original tested the total
/// only and against settings, so that the exits of a small trade were refused after its entry was filled (W42, W45).
/// </summary>
/// <remarks>Source: Binance spot API, filters; a bound or step of 0 switches its rule off.</remarks>
public static class LadderCheck
{
    /// <summary>All problems of the plan, in the order entry, order of the prices, legs, number of orders; empty when there are none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rules">Trading rules of the traded pair.</param>
    /// <param name="s">Settings of the symbol: kind of stop, its gap, style of the exits.</param>
    public static ImmutableArray<LadderProblem> Check(TradePlan plan, SymbolRules rules, SymbolSettings s)
    {
        var problems = ImmutableArray.CreateBuilder<LadderProblem>();
        AddEntry(problems, plan, rules);
        AddOrder(problems, plan);

        var limit = s.StopKind switch
        {
            StopKind.StopLossLimit => StopLimit.LimitPrice(plan.Side, plan.Stop, s.StopLimitGapTicks, rules.TickSize),
            StopKind.StopLoss => (decimal?)null,
        };
        AddPrice(problems, "stop trigger", plan.Stop, rules);
        if (limit is { } stopLimit)
        {
            AddPrice(problems, "stop limit", stopLimit, rules);
            AddPercentPrice(problems, "stop limit", stopLimit, plan, rules);
        }

        AddLeg(problems, "first leg", plan.Legs.First, plan.Target1, plan, limit, rules);
        AddLeg(problems, "second leg", plan.Legs.Second, plan.Target2, plan, limit, rules);
        if (plan.Legs.Third > 0m)
        {
            AddLeg(problems, "trailing leg", plan.Legs.Third, null, plan, limit, rules);
        }

        if (s.ExitStyle == ExitStyle.Bracket)
        {
            AddLeg(problems, "bracket", EntryLists.PendingQuantity(plan, rules), plan.Target2, plan, limit, rules);
        }

        AddCounts(problems, plan, rules, s.ExitStyle);
        if (s.ExitStyle is ExitStyle.Oco or ExitStyle.Bracket && !rules.OcoAllowed)
        {
            problems.Add(new LadderProblem("OCO", "exit lists", 0m, "not taken for this symbol; EXIT_STYLE=legs needs none"));
        }

        return problems.ToImmutable();
    }

    private static void AddEntry(ImmutableArray<LadderProblem>.Builder problems, TradePlan plan, SymbolRules rules)
    {
        AddPrice(problems, "entry", plan.Entry, rules);
        AddQuantity(problems, "entry", plan.Quantity, rules);
        AddNotional(problems, "entry", plan.Quantity, plan.Entry, plan.Entry, rules);
    }

    /// <summary>The exchange refuses a list whose target and stop are not on either side of the price.</summary>
    private static void AddOrder(ImmutableArray<LadderProblem>.Builder problems, TradePlan plan)
    {
        const string relation = "PRICE_RELATION";
        var (behind, beyond) = plan.Side switch { PositionSide.Long => ("below", "above"), PositionSide.Short => ("above", "below") };
        if (!IsBeyond(plan.Side, plan.Entry, plan.Stop))
        {
            problems.Add(new LadderProblem(relation, "stop trigger price", plan.Stop, $"{behind} the entry at {Text(plan.Entry)}"));
        }

        if (!IsBeyond(plan.Side, plan.Target1, plan.Entry))
        {
            problems.Add(new LadderProblem(relation, "first leg, target price", plan.Target1, $"{beyond} the entry at {Text(plan.Entry)}"));
        }

        if (IsBeyond(plan.Side, plan.Target1, plan.Target2))
        {
            problems.Add(new LadderProblem(
                relation, "second leg, target price", plan.Target2, $"not {behind} the first target at {Text(plan.Target1)}"));
        }
    }

    /// <summary>True when <paramref name="price"/> lies farther in the direction of gain.</summary>
    private static bool IsBeyond(PositionSide side, decimal price, decimal reference) => side switch
    {
        PositionSide.Long => price > reference,
        PositionSide.Short => price < reference,
    };

    private static void AddLeg(
        ImmutableArray<LadderProblem>.Builder problems,
        string leg,
        decimal quantity,
        decimal? target,
        TradePlan plan,
        decimal? limit,
        SymbolRules rules)
    {
        if (target is { } price)
        {
            AddPrice(problems, $"{leg}, target", price, rules);
            AddPercentPrice(problems, $"{leg}, target", price, plan, rules);
        }

        AddQuantity(problems, leg, quantity, rules);
        var prices = new[] { plan.Stop, limit ?? plan.Stop, target ?? plan.Stop };
        AddNotional(problems, leg, quantity, prices.Min(), prices.Max(), rules);
    }

    private static void AddPrice(ImmutableArray<LadderProblem>.Builder problems, string what, decimal price, SymbolRules rules)
    {
        const string filter = "PRICE_FILTER";
        AddRange(problems, filter, $"{what} price", price, (rules.MinPrice, rules.MaxPrice));
        if (price <= 0m)
        {
            problems.Add(new LadderProblem(filter, $"{what} price", price, "must be above 0"));
        }

        AddStep(problems, filter, $"{what} price", price, rules.TickSize);
    }

    private static void AddQuantity(ImmutableArray<LadderProblem>.Builder problems, string what, decimal quantity, SymbolRules rules)
    {
        const string filter = "LOT_SIZE";
        AddRange(problems, filter, $"{what} quantity", quantity, (rules.MinQuantity, rules.MaxQuantity));
        AddStep(problems, filter, $"{what} quantity", quantity, rules.LotStep);
    }

    private static void AddNotional(
        ImmutableArray<LadderProblem>.Builder problems, string what, decimal quantity, decimal lowest, decimal highest, SymbolRules rules)
    {
        const string filter = "NOTIONAL";
        AddRange(problems, filter, $"{what} notional at {Text(lowest)}", quantity * lowest, (rules.MinNotional, 0m));
        AddRange(problems, filter, $"{what} notional at {Text(highest)}", quantity * highest, (0m, rules.MaxNotional));
    }

    /// <summary>Exits are on the other side than the entry, whose price stands in for the reference price of the exchange.</summary>
    private static void AddPercentPrice(
        ImmutableArray<LadderProblem>.Builder problems, string what, decimal price, TradePlan plan, SymbolRules rules)
    {
        var (down, up) = plan.Side.ExitSide() switch
        {
            OrderSide.Buy => (rules.BidMultiplierDown, rules.BidMultiplierUp),
            OrderSide.Sell => (rules.AskMultiplierDown, rules.AskMultiplierUp),
        };
        AddRange(problems, "PERCENT_PRICE_BY_SIDE", $"{what} price", price, (plan.Entry * down, plan.Entry * up));
    }

    private static void AddCounts(ImmutableArray<LadderProblem>.Builder problems, TradePlan plan, SymbolRules rules, ExitStyle style)
    {
        var runner = plan.Legs.Third > 0m ? 1 : 0;
        var (orders, stops, lists) = style switch
        {
            ExitStyle.Oco or ExitStyle.Bracket => (4 + runner, 2 + runner, 2),
            ExitStyle.Legs => (1, 1, 0),
        };
        AddRange(problems, "MAX_NUM_ORDERS", "orders resting at once", orders, (0m, rules.MaxOpenOrders));
        AddRange(problems, "MAX_NUM_ALGO_ORDERS", "stops resting at once", stops, (0m, rules.MaxAlgoOrders));
        AddRange(problems, "MAX_NUM_ORDER_LISTS", "lists resting at once", lists, (0m, rules.MaxOrderLists));
    }

    private static void AddRange(
        ImmutableArray<LadderProblem>.Builder problems, string filter, string what, decimal value, (decimal Least, decimal Most) bounds)
    {
        if (bounds.Least > 0m && value < bounds.Least)
        {
            problems.Add(new LadderProblem(filter, what, value, $"at least {Text(bounds.Least)}"));
        }

        if (bounds.Most > 0m && value > bounds.Most)
        {
            problems.Add(new LadderProblem(filter, what, value, $"at most {Text(bounds.Most)}"));
        }
    }

    private static void AddStep(ImmutableArray<LadderProblem>.Builder problems, string filter, string what, decimal value, decimal step)
    {
        if (step > 0m && !Steps.IsMultiple(value, step))
        {
            problems.Add(new LadderProblem(filter, what, value, $"a multiple of {Text(step)}"));
        }
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
