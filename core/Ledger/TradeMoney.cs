using System.Collections.Immutable;
using Executor.Core.Positions;

namespace Executor.Core.Ledger;

/// <summary>What a trade earned and cost, from its executions alone. Quote amounts are in the symbol's quote asset.</summary>
public sealed record TradeMoney
{
    /// <summary>Base executed by the entry, before fees.</summary>
    public required decimal EntryQuantity { get; init; }

    /// <summary>Quote paid (received) by the entry, before fees.</summary>
    public required decimal EntryQuote { get; init; }

    /// <summary>Base executed by the exits, before fees.</summary>
    public required decimal ExitQuantity { get; init; }

    /// <summary>Quote received (paid) by the exits, before fees.</summary>
    public required decimal ExitQuote { get; init; }

    /// <summary>Fees as they were taken, one amount an asset, by name.</summary>
    public required ImmutableArray<AssetAmount> Fees { get; init; }

    /// <summary>Whether they can be told in quote.</summary>
    public required FeeStatus FeeStatus { get; init; }

    /// <summary>All fees in quote, those in base at the price of their own execution; null unless <see cref="FeeStatus"/> is OK.</summary>
    public required decimal? FeesQuote { get; init; }

    /// <summary>Interest of the trade's loan; null: nothing was borrowed.</summary>
    public required AssetAmount? Interest { get; init; }

    /// <summary>Profit before fees and interest; null when an entry executed and no exit did.</summary>
    public required decimal? GrossQuote { get; init; }

    /// <summary>Profit after fees and interest: what the trade changed the account's quote by. Null when the fees are not known in quote.</summary>
    public required decimal? NetQuote { get; init; }

    /// <summary>Change of the quote balance net of debts, fees in other assets left out; what <see cref="R"/> is measured on.</summary>
    public required decimal CashQuote { get; init; }

    /// <summary>Quote at risk between planned entry and planned stop; 0 when nothing executed.</summary>
    public required decimal RiskQuote { get; init; }

    /// <summary><see cref="CashQuote"/> over <see cref="RiskQuote"/>; null when nothing executed.</summary>
    public required decimal? R { get; init; }

    /// <summary>Average entry price; null when nothing executed.</summary>
    public decimal? EntryPrice => EntryQuantity > 0m ? EntryQuote / EntryQuantity : null;

    /// <summary>Average exit price; null when nothing executed.</summary>
    public decimal? ExitPrice => ExitQuantity > 0m ? ExitQuote / ExitQuantity : null;

    /// <summary><see cref="GrossQuote"/> over the cost of the entry, percent; null when either is not known.</summary>
    public decimal? GrossReturnPercent => ReturnPercent(GrossQuote);

    /// <summary><see cref="NetQuote"/> over the cost of the entry, percent; null when either is not known.</summary>
    public decimal? NetReturnPercent => ReturnPercent(NetQuote);

    private decimal? ReturnPercent(decimal? profit) => EntryQuote > 0m ? profit / EntryQuote * 100m : null;
}
