using System.Collections.Immutable;

namespace Executor.Core.Positions;

/// <summary>What a position has to know of the account it shares with other positions.</summary>
/// <param name="OtherDebts">Principal that trades of other symbols owe, by asset.</param>
public sealed record AccountFigures(ImmutableArray<AssetAmount> OtherDebts)
{
    /// <summary>Nobody else borrows.</summary>
    public static AccountFigures None { get; } = new([]);

    /// <summary>True when another symbol of the roster trades the same base on this account: what the account holds of it then tells nothing
    /// about one of them alone. An isolated account is never shared.</summary>
    public bool IsBaseShared { get; init; }

    /// <summary>False: the account could not be asked, and these are the figures that were known last.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>Principal in <paramref name="asset"/> that belongs to other trades; 0 or more.</summary>
    public decimal OwedByOthers(string asset) => OtherDebts.Where(debt => debt.Asset == asset).Sum(debt => debt.Amount);
}

/// <summary>An amount of an asset.</summary>
/// <param name="Asset">Name in capitals.</param>
/// <param name="Amount">Amount.</param>
public sealed record AssetAmount(string Asset, decimal Amount);
