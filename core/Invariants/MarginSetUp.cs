using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Invariants;

/// <summary>I11 and I12: the margin account is set up and booked consistently.</summary>
internal static class MarginSetUp
{
    /// <summary>I11: orders carry the side effect that the borrow mode needs.</summary>
    public static InvariantFinding? Configuration(InvariantScan scan)
    {
        if (scan.Facts.Margin is not { BorrowMode: { } mode } margin)
        {
            return null;
        }

        var wanted = mode switch
        {
            BorrowMode.Manual => SideEffect.None,
            BorrowMode.Auto => SideEffect.BorrowAndRepay,
        };
        return margin.SideEffect == wanted
            ? null
            : InvariantFinding.Warn("I11", "The side effect of orders does not fit the borrow mode.", ("borrow_mode", mode), ("side_effect", margin.SideEffect));
    }

    /// <summary>I12: all that was borrowed was borrowed for the trade that is open.</summary>
    public static InvariantFinding? TradeKeys(InvariantScan scan)
    {
        if (scan.Facts is not { Margin: { HookKeys.IsEmpty: false } margin, Position.Status: PositionStatus.Open or PositionStatus.OpenFilled })
        {
            return null;
        }

        return margin.HookKeys.Count == 1 && margin.HookKeys[0] == margin.ActiveTradeKey
            ? null
            : InvariantFinding.Warn(
                "I12",
                "Loans are booked for another trade.",
                ("active_trade_key", margin.ActiveTradeKey), ("hook_keys", string.Join(',', margin.HookKeys)));
    }
}
