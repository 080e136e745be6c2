using System.Text.Json.Serialization;

namespace Executor.Core.Positions;

/// <summary>The debt of one trade, from its loan to its last repayment (behaviour 10; W47, W50).</summary>
public sealed record TradeLoan
{
    /// <summary>Asset owed: the quote of a long position, the base of a short one.</summary>
    public required string Asset { get; init; }

    /// <summary>Principal taken for this trade so far; 0 or more.</summary>
    public decimal Borrowed { get; init; }

    /// <summary>Paid back so far, interest included; 0 or more.</summary>
    public decimal Repaid { get; init; }

    /// <summary>Interest charged to this trade: what had to be paid back beyond the principal; 0 or more.</summary>
    public decimal Interest { get; init; }

    /// <summary>Owed by this trade at the last look, interest included; 0 or more. The trade ends when it is within MARGIN_DEBT_EPS.</summary>
    public decimal Owed { get; init; }

    /// <summary>Debt in the asset that was there before the trade and that no other trade of ours accounts for; never repaid here.</summary>
    public decimal ForeignDebt { get; init; }

    /// <summary>Base of the account's own that a short position sells and does not get back: what earlier trades have left, up to two smallest
    /// orders. Got back every time, it would pile up from trade to trade. Larger amounts are somebody's and come back. 0 or more.</summary>
    public decimal Residue { get; init; }

    /// <summary>Principal not paid back yet, by our own books; 0 or more.</summary>
    [JsonIgnore]
    public decimal Outstanding => Math.Max(0m, Borrowed - Repaid);
}
