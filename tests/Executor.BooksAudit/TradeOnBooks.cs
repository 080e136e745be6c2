using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.BooksAudit;

/// <summary>A trade as the exchange's books show it.</summary>
internal sealed class TradeOnBooks(string name, PositionSide side, Balance before)
{
    /// <summary>The part that its client order ids share.</summary>
    public string Name { get; } = name;

    public PositionSide Side { get; } = side;

    /// <summary>Base before it.</summary>
    public Balance Before { get; } = before;

    /// <summary>True when its entry carries exits of its own: the exchange makes them as large as the entry.</summary>
    public bool IsBracket { get; init; }

    /// <summary>True when somebody else executed something meanwhile: what is held is no longer the trade's alone.</summary>
    public bool IsTouchedByHand { get; set; }

    /// <summary>Last execution of an entry or an exit, UTC: what is bought for a repayment begins no pause.</summary>
    public DateTimeOffset? LastFillAt { get; set; }

    /// <summary>Base bought because a repayment lacked some of it; the exchange takes no order that small, so that more than that is left.</summary>
    public decimal BoughtForDebt { get; set; }

    /// <summary>Since when nothing of it rests, is held or owed; null: something is.</summary>
    public DateTimeOffset? EmptySince { get; set; }

    /// <summary>Executions of its orders, oldest first.</summary>
    public List<Fill> Fills { get; } = [];
}
