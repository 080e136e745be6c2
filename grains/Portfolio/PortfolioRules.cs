using Executor.GrainInterfaces;

namespace Executor.Grains.Portfolio;

/// <summary>The limits of the portfolio as functions of state.</summary>
internal static class PortfolioRules
{
    /// <summary>Why <paramref name="entry"/> does not fit; null: it does.</summary>
    public static ReservationAnswer? Refuse(PortfolioState state, PortfolioLimits limits, EntryReservation entry, DateTimeOffset now)
    {
        var others = state.Reservations.Where(place => place.Symbol != entry.Symbol).ToList();
        var (notional, risk) = (others.Sum(place => place.Notional), others.Sum(place => place.Risk));
        var profit = ProfitOf(state, DayOf(now));
        return limits switch
        {
            { DailyLossStop: { } most } when profit <= -most =>
                Refused("daily_loss_stop", $"{-profit} quote lost on {DayOf(now):yyyy-MM-dd} (UTC); the limit is {most}."),
            { MaxOpenPositions: { } most } when others.Count >= most =>
                Refused("max_open_positions", $"{others.Count} position(s) under way; the limit is {most}."),
            { MaxTotalNotional: { } most } when notional + entry.Notional > most =>
                Refused("max_total_notional", $"{notional} quote under way and {entry.Notional} asked for; the limit is {most}."),
            { MaxTotalRisk: { } most } when risk + entry.Risk > most =>
                Refused("max_total_risk", $"{risk} quote at risk and {entry.Risk} asked for; the limit is {most}."),
            _ => null,
        };
    }

    /// <summary>Gives <paramref name="entry"/> its place; a symbol has one at most.</summary>
    public static PortfolioState Count(PortfolioState state, EntryReservation entry)
    {
        var number = state.LastNumber + 1;
        return state with
        {
            LastNumber = number,
            Reservations =
            [
                .. state.Reservations.Where(place => place.Symbol != entry.Symbol),
                new Reservation(number, entry.Symbol, entry.TradeKey, entry.Notional, entry.Risk),
            ],
        };
    }

    /// <summary>Frees the place of a trade that ended, and counts its profit once.</summary>
    public static PortfolioState Close(PortfolioState state, TradeClosure trade, DateTimeOffset now)
    {
        var next = state.Reservations.Any(place => place.Symbol == trade.Symbol && place.TradeKey == trade.TradeKey)
            ? state with { Reservations = [.. state.Reservations.Where(place => place.Symbol != trade.Symbol || place.TradeKey != trade.TradeKey)] }
            : state;
        var day = Later(DayOf(now), Later(state.Day, DayOf(trade.ClosedAt)));
        if (day > next.Day)
            next = next with { Day = day, Closed = [] };
        return DayOf(trade.ClosedAt) != next.Day || next.Closed.Any(closed => closed.Symbol == trade.Symbol && closed.TradeKey == trade.TradeKey)
            ? next // of an earlier day, which counts no more, or told before
            : next with { Closed = next.Closed.Add(new ClosedToday(trade.Symbol, trade.TradeKey, trade.Profit)) };
    }

    /// <summary>Frees a place that nobody has taken; one that was given again meanwhile stays.</summary>
    public static PortfolioState Free(PortfolioState state, long number) => state.Reservations.Any(place => place.Number == number)
        ? state with { Reservations = [.. state.Reservations.Where(place => place.Number != number)] }
        : state;

    /// <summary>Realised profit of <paramref name="day"/>, quote.</summary>
    public static decimal ProfitOf(PortfolioState state, DateOnly day) => state.Day == day ? state.Closed.Sum(closed => closed.Profit) : 0m;

    /// <summary>The UTC day of <paramref name="at"/>.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static ReservationAnswer Refused(string reason, string detail) => new() { Reason = reason, Detail = detail };
}
