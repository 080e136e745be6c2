using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;

namespace Executor.Core.Migration;

/// <summary>The position of the original's file.</summary>
internal sealed class PositionImport(FieldLedger file, SymbolSettings settings, SymbolRules rules, DateTimeOffset at)
{
    private const string Position = "position";
    private const string FromExchange = "take it from the exchange's order history and write it into a copy of the file";

    private readonly PlanImport _prices = new(file, rules);

    /// <summary>Status and trade; flat when there is none, or when the original would have cleared it on sight.</summary>
    public (PositionStatus Status, Trade? Trade) Read()
    {
        if (!file.Has(Position))
        {
            file.Ignore(Position, "flat");
            return (PositionStatus.Flat, null);
        }

        var status = file.Text($"{Position}.status")?.ToUpperInvariant();
        switch (status)
        {
            case "PENDING" or "OPEN_FILLED" or "OPEN":
                return ReadOpen(status);
            case "ENTRY_TIMEOUT_CANCELED" or "ENTRY_TIMEOUT" or "ENTRY_CANCELED" or "ENTRY_REJECTED" or "ENTRY_REJECT" or "ENTRY_EXPIRED":
                file.Change($"{Position}.status", "flat: an entry that came to nothing, which the original clears on sight");
                file.Ignore(Position, "an entry that came to nothing");
                return (PositionStatus.Flat, null);
            default:
                file.Refuse($"{Position}.status", "must be PENDING, OPEN_FILLED or OPEN; is this a state file of the executor?");
                return (PositionStatus.Flat, null);
        }
    }

    private (PositionStatus Status, Trade? Trade) ReadOpen(string status)
    {
        if (!PositionSideExtensions.TryParse(file.Text($"{Position}.side"), out var side))
        {
            file.Refuse($"{Position}.side", "must be LONG or SHORT; take it from the entry order on the exchange and write it into a copy of the file");
        }

        if (side == PositionSide.Short && !settings.Account.IsMargin())
        {
            file.Refuse($"{Position}.side", "a short position needs a margin account; set TRADE_MODE=margin");
        }

        if (file.Text($"{Position}.mode") is { } mode && mode != "live")
        {
            file.Refuse($"{Position}.mode", "only live positions can be taken over");
        }

        // A shell has no ids of its own but those of its exits: enough to see it, not to manage it (W56).
        if (file.Flag($"{Position}.synced"))
        {
            file.Change($"{Position}.synced", "a shell that the original made of open orders; it is managed like any other when it is complete");
        }

        var (key, orderId) = ReadIds(side);
        var isBreakEvenDone = file.Flag($"{Position}.tp1_done") && !file.Flag($"{Position}.tp1_be_pending");
        var plan = _prices.Read(side, isBreakEvenDone);
        var opened = ReadOpened(key);
        if (key is null || orderId is null || plan is null || opened is null || file.HasRefusals)
        {
            return (PositionStatus.Flat, null);
        }

        var trade = NewTrade(key, orderId.Value, plan, opened.Value, status);
        var hasExits = status == "OPEN";
        if (hasExits)
        {
            trade = new ExitImport(file, _prices, settings, rules, at).Apply(trade);
        }
        else if (status == "OPEN_FILLED")
        {
            file.Change($"{Position}.status", "entry filled and without exits: the stop is placed once the executions have been read");
        }

        return (hasExits ? trade.CloseReason is null ? PositionStatus.Open : PositionStatus.Closing : PositionStatus.Pending, trade);
    }

    private Trade NewTrade(string key, long orderId, TradePlan plan, DateTimeOffset opened, string status)
    {
        var clientId = file.Text($"{Position}.client_id");
        var isMarket = OriginalOrderIds.IsMarketEntry(clientId) || file.Text($"{Position}.entry_mode")?.ToUpperInvariant() == "MARKET_ONLY";
        var signalTime = file.IsoTime($"{Position}.src_evt.ts") ?? opened;
        ReadKind(plan.Side);
        return new Trade
        {
            Key = key,
            SignalKey = EventKey.For(plan.Side, signalTime, plan.SignalPrice, settings.DedupPriceDecimals),
            SignalTime = signalTime,
            OpenedAt = opened,
            Plan = plan,
            Entry = isMarket ? EntryPhase.Market : EntryPhase.Limit,
            EntrySince = status == "PENDING" ? opened : at, // a filled one waits for its executions to be read, not for a fill
            Orders =
            [
                new TrackedOrder
                {
                    Slot = Slot.Entry,
                    Role = OrderRole.Entry,
                    ClientOrderId = string.Empty, // W7: the id on file may differ from the one sent; the exchange tells
                    OrderId = orderId,
                    Side = plan.Side.EntrySide(),
                    Type = isMarket ? OrderType.Market : OrderType.Limit,
                    Price = isMarket ? null : plan.Entry,
                    Quantity = plan.Quantity,
                    Status = OrderStatus.New,
                    PlacedAt = opened,
                },
            ],
        };
    }

    private (string? Key, long? OrderId) ReadIds(PositionSide side)
    {
        var orderId = file.OrderId($"{Position}.order_id");
        var tradeKey = file.Text($"{Position}.trade_key");
        var key = ClientOrderIds.KeyOf(tradeKey, file.Text($"{Position}.client_id"), orderId?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (orderId is null)
        {
            file.Refuse($"{Position}.order_id", $"the exchange's id of the entry order is needed: its executions are what is held; {FromExchange}");
        }

        if (key is not null && tradeKey is null)
        {
            file.Change($"{Position}.trade_key", $"missing; {key} stands in for it, as in the original");
        }

        CheckExitIds(key, side);
        return (key, orderId);
    }

    /// <summary>The exits' ids are derived from trade, symbol and side: those of another symbol give themselves away.</summary>
    private void CheckExitIds(string? key, PositionSide side)
    {
        foreach (var branch in (string[])[$"{Position}.exit_client_ids", $"{Position}.orders.exit_client_ids"])
        {
            foreach (var leg in file.Members(branch))
            {
                var path = $"{branch}.{leg}";
                if (file.Text(path) is { } id && key is not null
                    && !id.Contains(ClientOrderIds.Suffix(key, settings.Symbol, side), StringComparison.Ordinal))
                {
                    file.Refuse(path, $"was not derived from trade {key}, {settings.Symbol} and {side.Text()}: this file is of another symbol, or was changed");
                }
            }
        }
    }

    private DateTimeOffset? ReadOpened(string? key)
    {
        var seconds = file.UnixTime($"{Position}.opened_s");
        var text = file.IsoTime($"{Position}.opened_at");
        var opened = seconds ?? text ?? (OriginalOrderIds.SecondOf(key ?? string.Empty) is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null);
        if (opened is null)
        {
            file.Refuse($"{Position}.opened_s", $"the time of the entry (UNIX seconds) is needed; {FromExchange}");
        }
        else if (opened > at)
        {
            file.Refuse(seconds is null ? $"{Position}.opened_at" : $"{Position}.opened_s", $"lies in the future of {at:u}; check the clock of this machine");
        }
        else if (seconds is null && text is null)
        {
            file.Change($"{Position}.opened_s", $"missing; {opened:u} from the trade key");
        }

        return opened;
    }

    private void ReadKind(PositionSide side)
    {
        const string path = $"{Position}.src_evt.kind";
        if (file.Text(path) is { } kind && !kind.Equals(side.Text(), StringComparison.OrdinalIgnoreCase))
        {
            file.Change(path, $"the position is {side.Text()}, and that counts (W34)");
        }
    }
}
