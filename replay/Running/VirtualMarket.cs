using System.Runtime.CompilerServices;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Replay.Feed;
using Executor.Simulator.Engine;
using Executor.Simulator.Market;

namespace Executor.Replay.Running;

/// <summary>
/// Virtual time: walks the price path of each row and stops wherever something happens on it: an order is touched, a watched price is
/// reached, a clock is due, a request arrives, a signal comes. At one moment the market goes first, then requests, clocks, signals; the
/// row itself is known to the position at its own time, after its path and before anything else that is due then.
/// </summary>
internal sealed class VirtualMarket(MatchingEngine engine, PositionDriver driver, SignalQueue signals, BarTable bars, SymbolRules rules)
{
    /// <summary>How long a position may take to leave after the last row.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromDays(1);

    private readonly string _symbol = rules.Symbol;

    /// <summary>Rows before this time are only remembered: no price before it can make a difference.</summary>
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;

    /// <summary>Takes the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in Bar bar)
    {
        if (bar.Time < _quietUntil)
        {
            bars.Add(bar);
        }
        else
        {
            Walk(bar);
        }
    }

    /// <summary>The feed has ended: whatever is open leaves, and the signals that are left are answered.</summary>
    public void Finish()
    {
        CatchUp();
        Leave();
        while (signals.Next is { } time)
        {
            Rest(time);
            driver.AdvanceTo(time);
            RunDue();
            Leave();
        }
    }

    private void Walk(in Bar bar)
    {
        CatchUp();
        var path = new MinutePath(bar, bars.Count > 0 ? bars.Newest.Close : null);
        Rest(path.Start);
        driver.AdvanceTo(path.Start);
        if (path.HasGap || bars.Count == 0)
        {
            Print(path.Opening);
        }

        for (var segment = 0; segment < MinutePath.SegmentCount; segment++)
        {
            Walk(path, segment);
        }

        bars.Add(bar);
        driver.AdvanceTo(bar.Time);
        RunDue();
        _quietUntil = driver.IsQuiet ? NextDue() : DateTimeOffset.MinValue;
    }

    private void Walk(in MinutePath path, int segment)
    {
        var end = Later(path.EndOf(segment), driver.Now);
        while (true)
        {
            var due = NextDue();
            var until = due < end ? Later(due, driver.Now) : end;
            var target = until < end ? Ahead(path, segment, until) : path.To(segment);
            if (!TryMove(path, segment, target, until))
            {
                continue;
            }

            if (until == end)
            {
                return;
            }

            RunDue();
        }
    }

    /// <summary>
    /// Moves price to <paramref name="target"/>, or to the first place on the way where something reacts; true on arrival.
    /// </summary>
    private bool TryMove(in MinutePath path, int segment, decimal target, DateTimeOffset until)
    {
        while (NextTouch(target) is { } touched)
        {
            driver.AdvanceTo(Earlier(path.TimeAt(segment, touched), until));
            if (Print(touched))
            {
                return false;
            }
        }

        driver.AdvanceTo(until);
        Print(target);
        return true;
    }

    /// <summary>Where price stands in a segment at <paramref name="time"/>; never behind where it has been.</summary>
    private decimal Ahead(in MinutePath path, int segment, DateTimeOffset time)
    {
        var (last, to) = (Last, path.To(segment));
        return Math.Clamp(path.PriceAt(time, rules.TickSize), Math.Min(last, to), Math.Max(last, to));
    }

    private decimal? NextTouch(decimal target)
    {
        var last = Last;
        var order = engine.NextTouch(_symbol, target);
        var watched = driver.Watch.Next(last, target);
        return order is null ? watched
            : watched is null ? order
            : Math.Abs(watched.Value - last) < Math.Abs(order.Value - last) ? watched : order;
    }

    /// <summary>Price stands still while time passes, up to <paramref name="time"/> (excluded).</summary>
    private void Rest(DateTimeOffset time)
    {
        for (var due = NextDue(); due < time; due = NextDue())
        {
            driver.AdvanceTo(due);
            RunDue();
        }
    }

    private void RunDue()
    {
        while (true)
        {
            if (driver.TryRunDue())
            {
                continue;
            }

            if (!signals.TryTake(driver.Now, out var signal))
            {
                return;
            }

            driver.Take(new PositionInput.SignalArrived(signal));
        }
    }

    private void Leave()
    {
        if (driver.State.Status == PositionStatus.Flat)
        {
            return;
        }

        var latest = driver.Now + LongestFarewell;
        driver.Take(new PositionInput.FlattenRequested("END_OF_DATA"));
        while (driver.State.Status != PositionStatus.Flat)
        {
            if (driver.NextDue is not { } due || due > latest)
            {
                throw new PositionStuckException(
                    $"The position of {_symbol} does not leave after the end of the feed: "
                    + $"{driver.State.Status} at {driver.Now.UtcDateTime:O}.");
            }

            driver.AdvanceTo(due);
            RunOwnDue();
        }
    }

    private void RunOwnDue()
    {
        while (driver.TryRunDue())
        {
        }
    }

    /// <summary>Brings clock and exchange to the newest of the rows that were only remembered.</summary>
    private void CatchUp()
    {
        if (bars.Count > 0 && bars.Newest is var newest && newest.Time > driver.Now)
        {
            driver.AdvanceTo(newest.Time);
            engine.Print(_symbol, newest.Close, newest.Time);
        }
    }

    private bool Print(decimal price)
    {
        driver.HasMarket = true;
        engine.Print(_symbol, price, driver.Now);
        return driver.React();
    }

    private decimal Last => engine.QuoteOf(_symbol).Last;

    private DateTimeOffset NextDue() => Earlier(driver.NextDue ?? DateTimeOffset.MaxValue, signals.Next ?? DateTimeOffset.MaxValue);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
