using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Replay.Checks;

/// <summary>
/// S5: the first order of a trade leaves only while the books are empty, LOCK_SEC after the first order of the trade before, and
/// COOLDOWN_SEC after the execution that ended it.
/// </summary>
internal sealed class EntriesOnlyWhenFree(IBooks books, Dust dust, SymbolSettings settings, ViolationLog log)
{
    private string? _tradeKey;
    private DateTimeOffset? _attemptedAt;

    public void BeforeCommand(DateTimeOffset now, PositionState state, ExchangeRequest request)
    {
        if (state.Trade is not { } trade || trade.Key == _tradeKey
            || !request.Command.Placed().Any(order => order.Side == trade.Plan.Side.EntrySide()))
        {
            return;
        }

        if (books.OpenOrders is [var open, ..])
        {
            log.Report("S5", $"an entry leaves while {books.OpenOrders.Length} order(s) are open, the first is {open.ClientOrderId}.");
        }

        if (dust.Excess(books.BaseTotal, books.LastPrice) is var held and not 0m)
        {
            log.Report("S5", $"an entry leaves while {held} is held.");
        }

        CheckPause("lock", _attemptedAt + settings.Lock, now);
        CheckPause("cooldown", books.Fills is [.., var last] ? last.At + settings.Cooldown : null, now);
        (_tradeKey, _attemptedAt) = (trade.Key, now);
    }

    private void CheckPause(string name, DateTimeOffset? until, DateTimeOffset now)
    {
        if (now < until)
        {
            log.Report("S5", $"an entry leaves {(until.Value - now).TotalSeconds} s before the end of the {name}.");
        }
    }
}
