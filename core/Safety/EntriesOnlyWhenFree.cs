using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Safety;

/// <summary>
/// S5: the first order of a trade leaves only while the books are empty and nothing holds the symbol, LOCK_SEC after the first order of the
/// trade before, and COOLDOWN_SEC after the execution that ended it.
/// </summary>
public static class EntriesOnlyWhenFree
{
    /// <summary>True when <paramref name="request"/> would open <paramref name="trade"/>.</summary>
    public static bool IsEntry(Trade trade, ExchangeRequest request)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(request);
        return request.Command.Placed().Any(order => order.Side == trade.Plan.Side.EntrySide());
    }

    /// <summary>What stands against the first order of a trade.</summary>
    /// <param name="books">The books before it is sent.</param>
    /// <param name="before">Base before the trade.</param>
    /// <param name="rules">Rules of the symbol.</param>
    /// <param name="hold">What holds the symbol; null: nothing does.</param>
    public static IEnumerable<SafetyFinding> OnBooks(IBooks books, Balance before, SymbolRules rules, Hold? hold)
    {
        ArgumentNullException.ThrowIfNull(books);
        if (books.OpenOrders is [var open, ..])
        {
            yield return SafetyFinding.Of("S5", $"an entry leaves while {books.OpenOrders.Length} order(s) are open, the first is {open.ClientOrderId}.");
        }

        if (Residue.Excess(books.Base, before, books.LastPrice, rules) is var held and not 0m)
        {
            yield return SafetyFinding.Of("S5", $"an entry leaves while {held} is held.");
        }

        if (hold is not null)
        {
            yield return SafetyFinding.Of("S5", $"an entry leaves while the symbol is held: {hold.Kind}, {hold.Reason}.");
        }
    }

    /// <summary>What is left of the pauses when the first order of a trade is sent.</summary>
    /// <param name="now">When it is sent, UTC.</param>
    /// <param name="attemptedAt">When that of the trade before was; null: there was none.</param>
    /// <param name="endedAt">Last execution of the symbol; null: there was none.</param>
    /// <param name="settings">LOCK_SEC and COOLDOWN_SEC.</param>
    public static IEnumerable<SafetyFinding> InTime(DateTimeOffset now, DateTimeOffset? attemptedAt, DateTimeOffset? endedAt, SymbolSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (string Name, DateTimeOffset? Until)[] pauses = [("lock", attemptedAt + settings.Lock), ("cooldown", endedAt + settings.Cooldown)];
        foreach (var (name, until) in pauses)
        {
            if (now < until)
            {
                yield return SafetyFinding.Of("S5", $"an entry leaves {(until.Value - now).TotalSeconds} s before the end of the {name}.");
            }
        }
    }
}
