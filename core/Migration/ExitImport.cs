using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Migration;

/// <summary>
/// The exits of a position whose exits the original had placed. Orders are taken over by their ids alone and as if nothing of them had
/// executed: the first look at the exchange tells their terms, their state and their executions, before anything is sent. The file says
/// where break-even and the trail stand.
/// </summary>
internal sealed class ExitImport(FieldLedger file, PlanImport prices, SymbolSettings settings, SymbolRules rules, DateTimeOffset at)
{
    private const string Orders = "position.orders";

    /// <summary>Adds orders, legs, stop, break-even and trail to <paramref name="trade"/>.</summary>
    public Trade Apply(Trade trade)
    {
        var plan = trade.Plan;
        var (isFirstDone, isSecondDone) = (file.Flag("position.tp1_done"), file.Flag("position.tp2_done"));
        var isSynthetic = file.Flag("position.tp2_synthetic");
        var isTrailing = file.Flag("position.trail_active");
        var (level, cause) = PresentStop(plan, isTrailing, isFirstDone);
        var orders = ReadOrders(plan, level, trade.OpenedAt);
        var hasStop = orders.Any(order => order.Role == OrderRole.Stop);
        trade = trade with
        {
            Entry = EntryPhase.Done,
            Orders = [.. trade.Orders, .. orders],
            Legs = Legs(plan, level, hasStop, isTrailing && isSecondDone && !isFirstDone, isSynthetic),
            StopCause = cause,
            Stops = cause == StopCause.Initial
                ? [new StopChange(trade.OpenedAt, plan.Stop, StopCause.Initial)]
                : [new StopChange(trade.OpenedAt, plan.Stop, StopCause.Initial), new StopChange(at, level, cause)],
            Trail = isTrailing ? ReadTrail(plan) : null,
        };
        return ReadCleanup(ReadBreakEven(trade, isFirstDone));
    }

    private (decimal Level, StopCause Cause) PresentStop(TradePlan plan, bool isTrailing, bool isFirstDone)
    {
        var onFile = prices.OnTick("position.prices.sl", plan.Side) ?? plan.Stop;
        if (isTrailing && prices.OnTick("position.trail_sl_price", plan.Side) is { } trailed)
        {
            return (trailed, StopCause.Trail);
        }

        return isFirstDone && onFile != plan.Stop ? (onFile, StopCause.BreakEven) : (onFile, StopCause.Initial);
    }

    private ImmutableArray<TrackedOrder> ReadOrders(TradePlan plan, decimal level, DateTimeOffset since)
    {
        var orders = ImmutableArray.CreateBuilder<TrackedOrder>();
        Add($"{Orders}.tp1", Slot.Target1, plan.Target1, plan.Legs.First);
        Add($"{Orders}.tp2", Slot.Target2, plan.Target2, plan.Legs.Second);
        Add($"{Orders}.sl", Slot.Runner, null, plan.Quantity);
        Add($"{Orders}.sl_prev", Slot.Runner, null, plan.Quantity);
        Add("position.tp1_be_old_sl", Slot.Runner, null, plan.Quantity);
        Add("position.trail_pending_cancel_sl", Slot.Runner, null, plan.Quantity);
        Add("position.trail_pending_cancel_tp2", Slot.Target2, plan.Target2, plan.Legs.Second);
        return orders.ToImmutable();

        void Add(string path, Slot slot, decimal? target, decimal quantity)
        {
            if (file.OrderId(path) is not { } id || orders.Any(order => order.OrderId == id))
            {
                return;
            }

            var isTarget = target is not null;
            file.Change(path, isTarget
                ? "is cancelled once the stop has been seen; the target is supervised and taken at its price instead (style legs)"
                : "is looked up by its id, and managed on");
            orders.Add(new TrackedOrder
            {
                Slot = slot,
                Role = isTarget ? OrderRole.Target : OrderRole.Stop,
                ClientOrderId = string.Empty, // the exchange tells
                OrderId = id,
                Side = plan.Side.ExitSide(),
                Type = isTarget ? OrderType.LimitMaker : OrderType.StopLossLimit,
                Price = target ?? StopLimit.LimitPrice(plan.Side, level, settings.StopLimitGapTicks, rules.TickSize),
                StopPrice = isTarget ? null : level,
                Quantity = quantity,
                Status = OrderStatus.New,
                PlacedAt = since,
            });
        }
    }

    private static ImmutableArray<Leg> Legs(TradePlan plan, decimal level, bool hasStop, bool isFirstGivenUp, bool isSynthetic)
    {
        // The original gave TP1 up when TP2 filled first, and TP2 when its order was lost beyond its price: both then trail.
        ImmutableArray<Leg> legs =
        [
            NewLeg(Slot.Target1, plan.Legs.First, isFirstGivenUp ? null : plan.Target1),
            NewLeg(Slot.Target2, plan.Legs.Second, isSynthetic ? null : plan.Target2),
            NewLeg(Slot.Runner, plan.Legs.Third, null),
        ];
        return [.. legs.Where(leg => leg.Quantity > 0m)];

        Leg NewLeg(Slot slot, decimal quantity, decimal? target) =>
            new() { Slot = slot, Quantity = quantity, Target = target, StopPrice = level, RestedStop = hasStop ? level : null };
    }

    private Trail ReadTrail(TradePlan plan)
    {
        var hasLevel = file.Positive("position.trail_sl_price") is not null;
        var isWaiting = file.Flag("position.trail_wait_confirm") && !file.Flag("position.trail_confirmed");
        var reference = file.Positive("position.trail_ref_price");
        return new Trail
        {
            Since = file.UnixTime("position.trail_last_update_s") ?? at,
            Reference = isWaiting ? reference ?? plan.FeedTarget2 : null,
            IsFresh = !hasLevel,
        };
    }

    private Trade ReadBreakEven(Trade trade, bool isFirstDone)
    {
        var isPending = file.Flag("position.tp1_be_pending");
        var isPaused = file.Flag("position.tp1_be_disabled");
        var attempts = (int)Math.Min(file.Number("position.tp1_be_attempts") ?? 0m, settings.BreakEvenMaxAttempts);
        var next = file.UnixTime("position.tp1_be_next_s");
        return trade with
        {
            BreakEven = (isFirstDone, isPending, isPaused) switch
            {
                (false, _, _) => BreakEvenPhase.Waiting,
                (true, true, true) => BreakEvenPhase.Paused,
                (true, true, false) => BreakEvenPhase.Moving,
                (true, false, _) => BreakEvenPhase.Done,
            },
            BreakEvenAttempts = isPending && !isPaused ? attempts : 0,
            BreakEvenRetryAt = isPending && isPaused ? next : null,
        };
    }

    /// <summary>A close that waits for cancels: what the market order left, if anything, leaves at market. One that came from a target's watchdog
    /// is no close: two legs may still be open (W19).</summary>
    private Trade ReadCleanup(Trade trade)
    {
        const string pending = "position.exit_cleanup_pending";
        if (!file.Flag(pending))
        {
            return trade;
        }

        var reason = file.Text("position.exit_cleanup_reason");
        if (reason is null || !reason.StartsWith("SL", StringComparison.Ordinal))
        {
            file.Change(pending, "not taken for a close: what the exchange shows as open is managed on");
            return trade;
        }

        file.Change(pending, $"closing by {reason}: what is left of the position leaves at market, and its orders are cancelled");
        return trade with
        {
            CloseReason = reason,
            Legs = [.. trade.Legs.Select(leg => leg with { Phase = LegPhase.Leaving, LeavingCause = reason })],
        };
    }
}
