using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Core.Settings;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Mutants;

/// <summary>The negative controls, and a bug for each safety rule.</summary>
internal static class MutantList
{
    public static ImmutableArray<Mutant> NegativeControls { get; } =
    [
        new("the intent is not stored before it is sent", "intent before effect", "S1", "S2", "S5", "S6", "S7") { StoresBeforeSending = false },
        new("an unknown request is sent again without a look", "query before resend", "S1", "S2", "S5", "S6", "S7") { Recall = ForgetUnknown, Hear = TickInsteadOfUnknown },
        new("stops are not placed", "coverage", "S8", "S3") { Act = (_, decision, _) => Stops(decision) ? Mutant.WithoutRequest(decision) : decision },
        new("uncovered windows are not journalled", "coverage", "S3") { Act = (_, decision, _) => WithTrade(decision, trade => trade with { OpenWindow = null }) },
    ];

    public static ImmutableArray<Mutant> Rules { get; } =
    [
        new("an order carries the id of the one before it", "one order per intent", "S1") { Act = (_, decision, _) => Mutant.WithOrders(decision, order => order with { ClientOrderId = $"{order.ClientOrderId[..order.ClientOrderId.LastIndexOf('_')]}_0e1" }) },
        new("exits are twice as large", "exits within holdings", "S2") { Live = OnAnAccountThatHoldsMore, Act = (_, decision, _) => Exits(decision, order => order with { Quantity = order.Quantity * 2m }) },
        new("exits come from what was ordered, not from what was received", "exits from what was received", "S2", "S6", "S8") { Live = OnAnAccountThatHoldsMore, Act = (_, decision, context) => Exits(decision, order => order with { Quantity = order.Quantity + context.Rules.LotStep }) },
        new("market exits of a partly executed stop are not reduced", "cancel first, then sell what is left", "S2", "S6", "S7") { Live = OnAnAccountThatHoldsMore, Act = (before, decision, _) => Exits(decision, order => order.Type == OrderType.Market ? order with { Quantity = Math.Max(order.Quantity, Planned(before, order)) } : order) },
        new("moved stops loosen", "stops only tighten", "S4") { Live = schedule => schedule with { Side = PositionSide.Long }, Act = (_, decision, _) => Mutant.WithOrders(decision, order => order.StopPrice is { } stop && !order.ClientOrderId.Contains("_0e", StringComparison.Ordinal) ? order with { StopPrice = stop - 900m, Price = order.Price - 900m } : order) },
        new("the cooldown is forgotten", "entry out of cooldown", "S5") { Recall = (state, _) => state with { CooldownUntil = null } },
        new("a hold is forgotten", "entry only when not held", "S5") { Recall = (state, _) => state with { Hold = null } },
        new("the gate is not asked", "entry only when awake", "S5") { See = context => context with { Gate = EntryGate.Open } },
        new("flat as soon as the legs are closed", "flat means empty", "S6", "S7") { Act = (_, decision, context) => CloseEarly(decision, context) },
        new("cancels are not sent", "flat means empty", "S8", "S6", "S2") { Act = (_, decision, _) => decision.Request?.Command is ExchangeCommand.Cancel ? Mutant.WithoutRequest(decision) : decision },
        new("an execution reported twice counts twice", "an execution counts once", "S7", "S2", "S3", "S6", "S8") { Hear = (_, input) => input is PositionInput.OrderUpdated { Report: { Fills: [var fill] } report } ? new PositionInput.OrderUpdated(report with { Fills = [fill with { TradeId = fill.TradeId + 1_000_000 }] }) : input },
        new("fees are not read", "fills and fees count exactly", "S7", "S2", "S6") { Hear = (_, input) => WithoutFees(input) },
        new("a request is absent at once", "absent only after age", "S1", "S2", "S5", "S6", "S7") { See = context => context with { Settings = context.Settings with { UnknownMinAge = TimeSpan.Zero } } },
        new("no look follows an unknown outcome", "what is unknown is looked for", "S8", "S3") { Act = (_, decision, _) => decision.Request?.Command is ExchangeCommand.Inspect && !decision.Next.Intents.IsEmpty ? decision with { Request = null } : decision },
        new("a refused exit is never tried again", "refusals are repeated", "S8") { Act = (_, decision, context) => WithTrade(decision, trade => trade with { Slots = [.. trade.Slots.Select(slot => slot.RetryAt is null ? slot : slot with { RetryAt = context.Now.AddDays(1) })] }) },
        new("a stop that does not fill is left alone", "clock of a stop", "S8") { See = context => context with { Settings = context.Settings with { StopGrace = TimeSpan.FromDays(1) } } },
        new("what was under way is forgotten at a restart", "take-over looks first", "S1", "S2", "S5", "S6", "S7") { Recall = (state, input) => input is PositionInput.Claimed ? state with { Intents = [] } : state, Hear = (_, input) => input is PositionInput.Claimed ? new PositionInput.Tick(Cadence.Manage) : input },
        new("an order that ended is not missed", "what vanished is replaced", "S3", "S8") { Hear = (state, input) => StillThere(state, input) },
    ];

    /// <summary>Where the exchange does not refuse what is too much.</summary>
    private static Schedule OnAnAccountThatHoldsMore(Schedule schedule) => schedule with
    {
        HeldBefore = 0.5m,
        Account = TradingAccount.Spot,
        Side = PositionSide.Long,
        Style = schedule.Style == ExitStyle.Bracket ? ExitStyle.Oco : schedule.Style, // the commission of an OPO entry may be borne by what is held
    };

    private static PositionState ForgetUnknown(PositionState state, PositionInput input) => input switch
    {
        PositionInput.Answered { Reply: ExchangeReply.Unknown, Request: { IntentId: > 0 } request } => state with { Intents = [.. state.Intents.Where(intent => intent.Id != request.IntentId)] },
        PositionInput.Claimed => state with { Intents = [] },
        _ => state,
    };

    private static PositionInput TickInsteadOfUnknown(PositionState state, PositionInput input) => input switch
    {
        PositionInput.Answered { Reply: ExchangeReply.Unknown, Request.IntentId: > 0 } or PositionInput.Claimed => new PositionInput.Tick(Cadence.Manage),
        _ => input,
    };

    private static bool Stops(Decision decision) => decision.Request?.Command switch
    {
        ExchangeCommand.Place place => place.Order.Type.IsStop(),
        ExchangeCommand.PlaceOco => true,
        _ => false,
    };

    private static Decision Exits(Decision decision, Func<NewOrder, NewOrder> change) =>
        Mutant.WithOrders(decision, order => order.ClientOrderId.StartsWith("EX_EN", StringComparison.Ordinal) ? order : change(order));

    /// <summary>What the leg of an exit had at the beginning.</summary>
    private static decimal Planned(PositionState state, NewOrder order) =>
        state.Trade?.Legs.Where(leg => leg.OpenQuantity > 0m && order.ClientOrderId.StartsWith($"EX_OUT{(int)leg.Slot}", StringComparison.Ordinal)).Sum(leg => leg.Quantity) ?? 0m;

    private static Decision WithTrade(Decision decision, Func<Trade, Trade> change) =>
        decision.Next.Trade is { } trade ? decision with { Next = decision.Next with { Trade = change(trade) } } : decision;

    private static Decision CloseEarly(Decision decision, PositionContext context)
    {
        if (decision.Next.Trade is not { Entry: EntryPhase.Done, Legs: { IsEmpty: false } legs } trade || legs.Any(leg => leg.OpenQuantity > 0m))
        {
            return decision;
        }

        var closed = new ClosedTrade { Trade = trade, At = context.Now, Reason = "SL", ExitType = "NORMAL_SL", Result = TradeResult.Of(trade, context.Rules) };
        return decision with
        {
            Request = null,
            Next = decision.Next with { Status = PositionStatus.Flat, Trade = null, Intents = [], LastClosed = closed, Undelivered = decision.Next.Undelivered.Add(closed), InspectAt = null },
        };
    }

    private static PositionInput WithoutFees(PositionInput input)
    {
        static OrderReport Free(OrderReport report) => report with { Fills = [.. report.Fills.Select(fill => fill with { Commission = 0m })] };
        return input switch
        {
            PositionInput.OrderUpdated updated => new PositionInput.OrderUpdated(Free(updated.Report)),
            PositionInput.Answered { Reply: ExchangeReply.Accepted accepted } answered => answered with { Reply = new ExchangeReply.Accepted([.. accepted.Orders.Select(Free)]) },
            _ => input,
        };
    }

    /// <summary>Reports of cancelled and expired stops are not heard, wherever they come from.</summary>
    private static PositionInput StillThere(PositionState state, PositionInput input)
    {
        static bool Ended(OrderReport report) => report.StopPrice is not null && report.Status is OrderStatus.Canceled or OrderStatus.Expired && report.ExecutedQuantity == 0m;
        return input switch
        {
            PositionInput.OrderUpdated updated when Ended(updated.Report) => new PositionInput.Tick(Cadence.Manage),
            PositionInput.Answered { Reply: ExchangeReply.Inspected { View: var view } } answered => answered with
            {
                Reply = new ExchangeReply.Inspected(view with
                {
                    Orders = [.. view.Orders.Where(report => !Ended(report))],
                    OpenOrders = [.. view.OpenOrders, .. state.Trade?.Orders.Where(order => order.IsLive && view.OpenOrders.All(open => open.OrderId != order.OrderId)).Select(Shown) ?? []],
                }),
            },
            _ => input,
        };
    }

    private static OrderReport Shown(TrackedOrder order) => new()
    {
        Symbol = Driving.World.Symbol,
        OrderId = order.OrderId,
        ClientOrderId = order.ClientOrderId,
        OrderListId = order.OrderListId,
        Side = order.Side,
        Type = order.Type,
        Status = order.Status,
        Price = order.Price,
        StopPrice = order.StopPrice,
        Quantity = order.Quantity,
        ExecutedQuantity = order.ExecutedQuantity,
        UpdatedAt = order.PlacedAt,
    };
}
