using System.Collections.Immutable;

namespace Executor.Core.Ledger;

/// <summary>One month of trades in figures (behaviour 13.5). Trades that never entered are counted apart and are in no other figure.</summary>
public sealed record MonthlySummary
{
    /// <summary>The month; null: all that there are.</summary>
    public required LedgerMonth? Month { get; init; }

    /// <summary>Trades that entered.</summary>
    public required int Trades { get; init; }

    /// <summary>Trades that never entered.</summary>
    public required int Aborted { get; init; }

    /// <summary>Trades whose gross profit is known.</summary>
    public required int WithGross { get; init; }

    /// <summary>Trades whose net profit is known.</summary>
    public required int WithNet { get; init; }

    /// <summary>Sums by quote asset, by name: amounts of different assets are never added.</summary>
    public required ImmutableArray<QuoteSummary> Quotes { get; init; }

    /// <summary>Trades whose first target was hit, over <see cref="Trades"/>, percent; null when there are none.</summary>
    public required decimal? Target1RatePercent { get; init; }

    /// <summary>Trades whose second target was hit, over <see cref="Trades"/>, percent; null when there are none.</summary>
    public required decimal? Target2RatePercent { get; init; }

    /// <summary>Sum of the trades' results in multiples of their risks.</summary>
    public required decimal TotalR { get; init; }

    /// <summary>Longest time in which less than the open quantity was under stops; zero: none.</summary>
    public required TimeSpan LongestUncovered { get; init; }

    /// <summary>How the trades ended, most frequent first, aborted ones included.</summary>
    public required ImmutableArray<ExitCount> Exits { get; init; }

    /// <summary>Adds up <paramref name="records"/>.</summary>
    public static MonthlySummary Of(LedgerMonth? month, IReadOnlyCollection<TradeRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var entered = records.Where(record => record.Money.EntryQuantity > 0m).ToList();
        return new MonthlySummary
        {
            Month = month,
            Trades = entered.Count,
            Aborted = records.Count - entered.Count,
            WithGross = entered.Count(record => record.Money.GrossQuote is not null),
            WithNet = entered.Count(record => record.Money.NetQuote is not null),
            Quotes = [.. entered.GroupBy(record => record.QuoteAsset, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => QuoteSummary.Of(group.Key, [.. group.Select(record => record.Money)]))],
            Target1RatePercent = Rate(entered.Count(record => record.Target1Hit)),
            Target2RatePercent = Rate(entered.Count(record => record.Target2Hit)),
            TotalR = entered.Sum(record => record.Money.R ?? 0m),
            LongestUncovered = records.SelectMany(record => record.Uncovered).Select(window => window.To - window.From).DefaultIfEmpty().Max(),
            Exits = [.. records.CountBy(record => record.Exit).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Select(pair => new ExitCount(pair.Key, pair.Value))],
        };

        decimal? Rate(int hits) => entered.Count > 0 ? 100m * hits / entered.Count : null;
    }
}

/// <summary>How often trades ended in one way.</summary>
/// <param name="Exit">The way.</param>
/// <param name="Trades">How many, above 0.</param>
public sealed record ExitCount(ExitKind Exit, int Trades);

/// <summary>Sums of the trades in one quote asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Gross">Profits before fees, where known.</param>
/// <param name="Net">Profits after fees and interest, where known.</param>
/// <param name="Fees">Fees, where known.</param>
/// <param name="GrossReturnPercent">Gross profits over the cost of their entries, percent; null: none is known.</param>
/// <param name="NetReturnPercent">Net profits over the cost of their entries, percent; null: none is known.</param>
public sealed record QuoteSummary(string Asset, decimal Gross, decimal Net, decimal Fees, decimal? GrossReturnPercent, decimal? NetReturnPercent)
{
    internal static QuoteSummary Of(string asset, IReadOnlyCollection<TradeMoney> trades) => new(
        asset,
        trades.Sum(money => money.GrossQuote ?? 0m),
        trades.Sum(money => money.NetQuote ?? 0m),
        trades.Sum(money => money.FeesQuote ?? 0m),
        Weighted(trades, money => money.GrossQuote),
        Weighted(trades, money => money.NetQuote));

    private static decimal? Weighted(IEnumerable<TradeMoney> trades, Func<TradeMoney, decimal?> profit)
    {
        var known = trades.Where(money => profit(money) is not null).ToList();
        var cost = known.Sum(money => money.EntryQuote);
        return cost > 0m ? known.Sum(money => profit(money)!.Value) / cost * 100m : null;
    }
}
