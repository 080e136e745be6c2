using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.FaultExplorer.Schedules;

/// <summary>All that is needed to live a life again to the same end: how it is traded, what happens outside, what goes wrong and where.</summary>
public sealed record Schedule
{
    /// <summary>Latencies and the liquidity of partial fills are drawn from it.</summary>
    public required int Seed { get; init; }

    /// <summary>How the exits rest.</summary>
    public ExitStyle Style { get; init; } = ExitStyle.Oco;

    /// <summary>The wallet.</summary>
    public TradingAccount Account { get; init; } = TradingAccount.Spot;

    /// <summary>Direction of the signals.</summary>
    public PositionSide Side { get; init; } = PositionSide.Long;

    /// <summary>Who borrows and repays on a margin account.</summary>
    public BorrowMode Borrow { get; init; } = BorrowMode.Manual;

    /// <summary>How the entry is sent.</summary>
    public EntryMode Entry { get; init; } = EntryMode.LimitThenMarket;

    /// <summary>Kind of the protective stop.</summary>
    public StopKind Stop { get; init; } = StopKind.StopLossLimit;

    /// <summary>Quote notional of a trade.</summary>
    public decimal Notional { get; init; } = 100m;

    /// <summary>Base that is on the account before and is none of ours.</summary>
    public decimal HeldBefore { get; init; }

    /// <summary>Orders find a part of their quantity only, now and then.</summary>
    public bool PartialFills { get; init; }

    /// <summary>FAILSAFE_FLATTEN.</summary>
    public bool Failsafe { get; init; }

    /// <summary>TRAIL_CONFIRM.</summary>
    public bool TrailConfirm { get; init; }

    /// <summary>MANUAL_CHANGES: what follows when somebody touches our orders or our holding.</summary>
    public ManualChangePolicy Manual { get; init; } = ManualChangePolicy.Restore;

    /// <summary>The symbol amends orders; false: a shrinking order is replaced.</summary>
    public bool AmendAllowed { get; init; } = true;

    /// <summary>What happens outside, in order.</summary>
    public ImmutableArray<Act> Acts { get; init; } = [];

    /// <summary>What goes wrong.</summary>
    public ImmutableArray<Strike> Strikes { get; init; } = [];
}
