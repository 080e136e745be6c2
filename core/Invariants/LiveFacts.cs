using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Invariants;

/// <summary>The facts of a position of this system.</summary>
internal static class LiveFacts
{
    public static InvariantFacts Of(Draft draft)
    {
        var (settings, rules, state) = (draft.Settings, draft.Rules, draft.State);
        var bars = draft.Context.Market.Bars;
        return new InvariantFacts
        {
            Now = draft.Now,
            Symbol = state.Symbol,
            Tick = rules.TickSize,
            LotStep = rules.LotStep,
            MinQuantity = rules.MinQuantity,
            Position = state.Trade is { } trade ? Position(draft, trade) : Closed(state),
            Feed = new FeedFacts
            {
                IsTrailSource = !settings.TrailFallsBackToQuote,
                Source = "feed",
                ChangedAt = bars.Count > 0 ? bars.Newest.Time : null,
            },
            Margin = settings.Account.IsMargin() ? Margin(state, settings) : null,
            IsClosed = DebtWatch.TradeOf(state, settings) is not null,
        };
    }

    private static PositionFacts? Closed(PositionState state) => state.LastClosed is not { } closed
        ? null
        : new PositionFacts { Side = closed.Trade.Plan.Side, Key = closed.Trade.Key, ClosedAt = closed.Trade.Settlement?.Since ?? closed.At };

    private static PositionFacts Position(Draft draft, Trade trade)
    {
        var open = trade.Legs.Where(leg => leg is { Phase: LegPhase.Open, OpenQuantity: > 0m }).ToImmutableArray();
        var prices = Prices(draft, trade, open);
        return new PositionFacts
        {
            IsLive = true,
            Status = draft.State.Status,
            Side = trade.Plan.Side,
            Key = trade.Key,
            Quantity = Quantity(draft, trade),
            Entry = trade.Plan.Entry,

            // The id of an entry that is still to be sent is derived from the trade: nothing of it is missing.
            OrderId = EntryRules.Last(trade)?.OrderId.ToString(CultureInfo.InvariantCulture) ?? (trade.Entry == EntryPhase.Done ? null : trade.Key),
            ClientId = trade.Key,
            EntryMode = draft.Settings.EntryMode.ToString(),
            OpenedAt = trade.OpenedAt,
            ClosedAt = trade.Settlement?.Since,
            Exits = Exits(draft, trade, open),
            Prices = prices.Of,
            IsFirstTargetDone = prices.IsAtEntry,
            IsTrailing = trade.Trail is not null && !open.IsEmpty && draft.State.Status is PositionStatus.Open or PositionStatus.OpenFilled,
            Trail = new TrailFacts
            {
                Quantity = open.Sum(leg => leg.OpenQuantity),
                UpdatedAt = trade.Trail?.Since,
                StopPrice = prices.Of.Stop,
                ErrorCode = Refusal(draft, trade)?.Code,
                ErrorAt = Refusal(draft, trade)?.At,
            },
        };
    }

    /// <summary>What the legs should add up to; the plan before there are any.</summary>
    private static decimal Quantity(Draft draft, Trade trade) => trade.Legs switch
    {
        [] => trade.Plan.Quantity,
        var legs when !Holdings.AreFillsComplete(trade) => legs.Sum(leg => leg.Quantity),
        _ => Holdings.Received(trade, draft.Rules) - trade.WrittenOff,
    };

    private static ExitFacts Exits(Draft draft, Trade trade, ImmutableArray<Leg> open)
    {
        var live = trade.Orders.Where(order => order.IsLive).ToList();
        var areLegsOpen = trade.Legs.All(leg => leg.Phase == LegPhase.Open);
        return new ExitFacts
        {
            Shape = trade.Legs.IsEmpty ? FactShape.Missing : FactShape.Present,
            IsStopDue = !open.IsEmpty,
            StopId = live.Find(order => order.Role == OrderRole.Stop)?.OrderId,
            AreTargetsDue = draft.Settings.ExitStyle == ExitStyle.Oco && areLegsOpen,
            Target1Id = TargetOf(Slot.Target1),
            Target2Id = TargetOf(Slot.Target2),

            // A leg that has closed may be of any size: dust of it has joined another.
            Legs = areLegsOpen && trade.Legs is [var first, var second, var third] ? [first.Quantity, second.Quantity, third.Quantity] : [null, null, null],
            Tries = trade.Slots.Sum(slot => slot.Refusals),
        };

        decimal? TargetOf(Slot slot) => trade.Legs.Any(leg => leg.Slot == slot)
            ? live.Find(order => order.Slot == slot && order.Role == OrderRole.Target)?.OrderId
            : decimal.MaxValue; // a small position has fewer legs
    }

    /// <summary>Prices as the exchange has them, and whether the stop belongs at the entry price: between the first target and the move it does
    /// not yet, and a trail that has passed the entry price counts as moved (W52).</summary>
    private static (PriceFacts Of, bool IsAtEntry) Prices(Draft draft, Trade trade, ImmutableArray<Leg> open)
    {
        var plan = trade.Plan;
        decimal? stop = open.IsEmpty ? null : plan.Side switch
        {
            PositionSide.Long => open.Min(leg => leg.RestedStop ?? leg.StopPrice),
            PositionSide.Short => open.Max(leg => leg.RestedStop ?? leg.StopPrice),
        };
        var entry = Holdings.EntryPrice(trade) is { } paid ? Steps.NearTo(paid, draft.Rules.TickSize) : plan.Entry;
        var isAtEntry = stop is { } level && trade.StopCause != StopCause.Initial
            && (trade.BreakEven == BreakEvenPhase.Done || !Levels.IsTighter(plan.Side, entry, level));
        return (
            new PriceFacts { Entry = isAtEntry ? entry : plan.Entry, Stop = stop, Target1 = plan.Target1, Target2 = plan.Target2 },
            isAtEntry);
    }

    private static TrailRefusal? Refusal(Draft draft, Trade trade) =>
        draft.State.Invariants.LastTrailRefusal is { } refusal && refusal.TradeKey == trade.Key ? refusal : null;

    private static MarginFacts Margin(PositionState state, SymbolSettings settings) => new()
    {
        IsIsolated = settings.Account == TradingAccount.IsolatedMargin,
        BorrowMode = settings.BorrowMode,
        SideEffect = settings.BorrowMode switch
        {
            BorrowMode.Manual => SideEffect.None, // whatever is set, manual mode sends none (W49)
            BorrowMode.Auto => settings.SideEffect,
        },
        ActiveTradeKey = state.Trade?.Key,
        HookKeys = state.Trade is { Loan: not null } trade ? [trade.Key] : [],
    };
}
