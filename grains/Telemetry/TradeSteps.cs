using System.Globalization;
using Executor.Core.Positions;

namespace Executor.Grains.Telemetry;

/// <summary>A step of a trade that its trace shows.</summary>
/// <param name="Name">Name of the span.</param>
/// <param name="SignalKey">The signal that the trade came from; its trace is the trade's.</param>
/// <param name="TradeKey">The trade.</param>
/// <param name="Tags">What is to be known of the step; no secret, nothing but the trade's own figures.</param>
internal sealed record TradeStep(string Name, string SignalKey, string TradeKey, params KeyValuePair<string, object?>[] Tags);

/// <summary>Reads off two stored states what has happened to the trade between them: the one place where facts become spans.</summary>
internal static class TradeSteps
{
    public const string Plan = "trade.plan";
    public const string Fill = "trade.fill";
    public const string Protection = "trade.protection";
    public const string StopMove = "trade.stop_move";
    public const string Close = "trade.close";

    /// <summary>The steps from <paramref name="before"/> to <paramref name="after"/>, those of a trade that ended first.</summary>
    public static IEnumerable<TradeStep> Between(PositionState before, PositionState after)
    {
        if (after.LastClosed is { } closed && closed.Trade.Key != before.LastClosed?.Trade.Key)
        {
            foreach (var step in Of(before, closed.Trade, isOpen: false))
                yield return step;
            yield return Step(Close, closed.Trade, Tag("reason", closed.Reason), Tag("exit_type", closed.ExitType), Tag("profit", closed.Result.ProfitQuote),
                Tag("r", closed.Result.R));
        }

        if (after.Trade is { } trade)
        {
            foreach (var step in Of(before, trade, after.Status == PositionStatus.Open))
                yield return step;
        }
    }

    private static IEnumerable<TradeStep> Of(PositionState before, Trade trade, bool isOpen)
    {
        var known = before.Trade?.Key == trade.Key ? before.Trade : null;
        if (known is null)
        {
            var plan = trade.Plan;
            yield return Step(Plan, trade, Tag("side", plan.Side.ToString()), Tag("entry", plan.Entry), Tag("stop", plan.Stop), Tag("target1", plan.Target1),
                Tag("target2", plan.Target2), Tag("quantity", plan.Quantity));
        }

        var seen = known is null ? [] : known.Fills.Select(pair => pair.Fill.TradeId).ToHashSet();
        foreach (var (order, fill) in trade.Fills.Where(pair => !seen.Contains(pair.Fill.TradeId)))
            yield return Step(Fill, trade, Tag("role", order.Role.ToString()), Tag("slot", order.Slot.ToString()), Tag("price", fill.Price), Tag("quantity", fill.Quantity));
        if (isOpen && before.Status is not (PositionStatus.Open or PositionStatus.Closing))
            yield return Step(Protection, trade, Tag("legs", trade.Legs.Length), Tag("covered", trade.OpenWindow is null));
        foreach (var stop in trade.Stops.Skip(known?.Stops.Length ?? 0).Where(stop => stop.Cause != StopCause.Initial))
            yield return Step(StopMove, trade, Tag("price", stop.Price), Tag("cause", stop.Cause.ToString()));
    }

    private static TradeStep Step(string name, Trade trade, params KeyValuePair<string, object?>[] tags) => new(name, trade.SignalKey, trade.Key, tags);

    /// <summary>Spans know no decimals: their digits stay exact as text.</summary>
    private static KeyValuePair<string, object?> Tag(string name, object? value) =>
        new("executor." + name, value is decimal number ? number.ToString(CultureInfo.InvariantCulture) : value);
}
