using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Migration;

/// <summary>The plan of an open position: what the original decided before it sent anything, as far as its file still tells.</summary>
internal sealed class PlanImport(FieldLedger file, SymbolRules rules)
{
    private const string Prices = "position.prices";
    private const string Source = "position.src_evt";
    private const string Orders = "position.orders";

    /// <summary>Binary doubles leave a value this near to its step: a fraction of the step.</summary>
    private const decimal Noise = 0.000_001m;

    /// <summary>The plan; null when something it needs is missing or wrong, which has been refused then.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="isStopMoved">True when the stop on file is the one at the entry price.</param>
    public TradePlan? Read(PositionSide side, bool isStopMoved)
    {
        var entry = OnTick($"{Prices}.entry", side) ?? OnTick("position.entry", side);
        if (file.Has("position.entry") && file.Has($"{Prices}.entry"))
        {
            file.Ignore("position.entry", "position.prices.entry says the same");
        }

        var stop = OnTick($"{Prices}.sl", side);
        var target1 = OnTick($"{Prices}.tp1", side);
        var target2 = OnTick($"{Prices}.tp2", side);
        var quantity = OnLot("position.qty");
        Demand(entry, $"{Prices}.entry", "the planned entry price");
        Demand(stop, $"{Prices}.sl", "the stop's trigger price");
        Demand(target1, $"{Prices}.tp1", "the first target");
        Demand(target2, $"{Prices}.tp2", "the second target");
        Demand(quantity, "position.qty", "the quantity of the position");
        var feed = ReadFeed();
        if (entry is null || stop is null || target1 is null || target2 is null || quantity is null || file.HasRefusals)
        {
            return null;
        }

        var k = Ratio(entry.Value, feed.Entry);
        var first = isStopMoved ? FirstStop(side, stop.Value, feed.Stop, k) : stop.Value;
        if (!IsInOrder(side, first, entry.Value, target1.Value, target2.Value, isStopMoved))
        {
            file.Refuse(Prices, side == PositionSide.Long
                ? "a long position needs sl below entry, entry below tp1, tp1 not above tp2; correct it from the orders on the exchange"
                : "a short position needs sl above entry, entry above tp1, tp1 not below tp2; correct it from the orders on the exchange");
            return null;
        }

        return new TradePlan
        {
            Side = side,
            SignalPrice = feed.Price ?? feed.Entry ?? (entry.Value / k),
            KEntry = k,
            FeedEntry = feed.Entry ?? (entry.Value / k),
            FeedStop = feed.Stop ?? (first / k),
            FeedTarget1 = feed.Target1 ?? (target1.Value / k),
            FeedTarget2 = feed.Target2 ?? (target2.Value / k),
            Entry = entry.Value,
            Stop = first,
            Target1 = target1.Value,
            Target2 = target2.Value,
            Quantity = quantity.Value,
            Legs = Split(quantity.Value),
        };
    }

    /// <summary>A price on the tick; null when it is missing or refused.</summary>
    public decimal? OnTick(string path, PositionSide side)
    {
        if (file.Positive(path) is not { } price)
        {
            return null;
        }

        var near = Steps.NearTo(price, rules.TickSize);
        if (Math.Abs(near - price) <= rules.TickSize * Noise)
        {
            return near;
        }

        var rounded = SideRounding.ToTick(side, price, rules.TickSize);
        file.Change(path, $"{rounded}: put on the tick of {rules.TickSize}");
        return rounded;
    }

    private decimal? OnLot(string path)
    {
        if (file.Number(path) is not { } quantity)
        {
            return null;
        }

        var near = Steps.NearTo(quantity, rules.LotStep);
        if (Math.Abs(near - quantity) <= rules.LotStep * Noise)
        {
            return near;
        }

        var floored = Steps.FloorTo(quantity, rules.LotStep);
        file.Change(path, $"{floored}: put on the lot step of {rules.LotStep}");
        return floored;
    }

    private void Demand(decimal? value, string path, string what)
    {
        if (value is not > 0m)
        {
            file.Refuse(path, $"{what} is needed, above 0; take it from the exchange's order history and write it into a copy of the file");
        }
    }

    private (decimal? Price, decimal? Entry, decimal? Stop, decimal? Target1, decimal? Target2) ReadFeed() => (
        file.Positive($"{Source}.price_usdt"),
        file.Positive($"{Source}.entry_usdt"),
        file.Positive($"{Source}.sl_usdt"),
        file.Positive($"{Source}.tp1_usdt"),
        file.Positive($"{Source}.tp2_usdt"));

    private decimal Ratio(decimal entry, decimal? feedEntry)
    {
        if (file.Positive("position.k_entry") is { } k)
        {
            return k;
        }

        var ratio = feedEntry is { } feed ? entry / feed : 1m;
        file.Change("position.k_entry", $"missing; {ratio} from {(feedEntry is null ? "the traded quote being the feed's" : "entry over entry_usdt")}");
        return ratio;
    }

    /// <summary>The plan's stop when the one on file has moved since: from the feed's prices, else unknown.</summary>
    private decimal FirstStop(PositionSide side, decimal present, decimal? feedStop, decimal k)
    {
        if (feedStop is { } feed)
        {
            var first = SideRounding.ToTick(side, feed * k, rules.TickSize);
            file.Change($"{Prices}.sl", $"the level after break-even; the plan's stop was {first}, from sl_usdt");
            return first;
        }

        file.Change($"{Prices}.sl", "the level after break-even; the plan's stop is not in the file, so that this trade gets no R");
        return present;
    }

    private static bool IsInOrder(PositionSide side, decimal stop, decimal entry, decimal target1, decimal target2, bool isStopMoved) => side switch
    {
        PositionSide.Long => (stop < entry || isStopMoved) && entry < target1 && target1 <= target2,
        PositionSide.Short => (stop > entry || isStopMoved) && entry > target1 && target1 >= target2,
    };

    /// <summary>The legs as the original split them; a shell has none, and they are split anew.</summary>
    private LegQuantities Split(decimal quantity)
    {
        var written = new LegQuantities(OnLot($"{Orders}.qty1") ?? 0m, OnLot($"{Orders}.qty2") ?? 0m, OnLot($"{Orders}.qty3") ?? 0m);
        if (written.First + written.Second + written.Third == quantity && written.First > 0m && written.Second > 0m)
        {
            return written;
        }

        if (!LegSplit.TrySplit(quantity, rules.LotStep, out var legs, out _))
        {
            file.Refuse("position.qty", $"{quantity} cannot be split into legs at a lot step of {rules.LotStep}; close it by hand");
        }
        else if (file.Has(Orders))
        {
            file.Change(Orders, $"qty1 to qty3 do not add up to the quantity; split anew into {legs.First}, {legs.Second}, {legs.Third}");
        }

        return legs;
    }
}
