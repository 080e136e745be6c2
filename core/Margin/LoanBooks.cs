using System.Collections.Immutable;

namespace Executor.Core.Margin;

/// <summary>The original's books about loans, <c>margin</c> in its state (behaviour 10.3, 10.4): the recorded rule. Positions keep a
/// <see cref="Positions.TradeLoan"/>, which knows interest and believes the exchange (W47, W50).</summary>
public sealed record LoanBooks
{
    /// <summary>What is owed by asset, over all trades.</summary>
    public ImmutableSortedDictionary<string, decimal> Borrowed { get; init; } = Nothing;

    /// <summary>What is owed by trade key and asset.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, decimal>> ByTrade { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, decimal>>(StringComparer.Ordinal);

    /// <summary>Keys of trades that have borrowed: one loan each.</summary>
    public ImmutableArray<string> BorrowedKeys { get; init; } = [];

    /// <summary>Keys of trades that have paid back.</summary>
    public ImmutableArray<string> RepaidKeys { get; init; } = [];

    /// <summary>Trade that repayments are booked for; null: none.</summary>
    public string? ActiveKey { get; init; }

    /// <summary>No amounts.</summary>
    public static ImmutableSortedDictionary<string, decimal> Nothing { get; } = ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);

    /// <summary>True when the active trade has paid back: nothing is repaid for it again.</summary>
    public bool IsRepaid => ActiveKey is { } key && RepaidKeys.Contains(key);

    /// <summary>What is to be paid back: of the active trade, or of all when it has no books of its own.</summary>
    public ImmutableSortedDictionary<string, decimal> Tracked => ActiveTrade ?? Borrowed;

    private ImmutableSortedDictionary<string, decimal>? ActiveTrade => ActiveKey is { } key ? ByTrade.GetValueOrDefault(key) : null;

    /// <summary>The books after a loan.</summary>
    /// <param name="tradeKey">Trade that it was taken for; null: it has no key.</param>
    /// <param name="asset">Asset in capitals.</param>
    /// <param name="amount">Above 0.</param>
    public LoanBooks WithLoan(string? tradeKey, string asset, decimal amount)
    {
        var next = this with { Borrowed = Plus(Borrowed, asset, amount) };
        return tradeKey is null ? next : next with
        {
            ByTrade = ByTrade.SetItem(tradeKey, Plus(ByTrade.GetValueOrDefault(tradeKey, Nothing), asset, amount)),
            BorrowedKeys = BorrowedKeys.Add(tradeKey),
            ActiveKey = tradeKey,
        };
    }

    /// <summary>What to pay back of <paramref name="asset"/>: never more than the books say, never more principal than is owed.</summary>
    public decimal Repayment(string asset, decimal owedPrincipal) =>
        Math.Max(0m, Math.Min(Tracked.GetValueOrDefault(asset), owedPrincipal));

    /// <summary>The books after a repayment.</summary>
    public LoanBooks WithRepayment(string asset, decimal amount)
    {
        var next = this with { Borrowed = Borrowed.SetItem(asset, Math.Max(0m, Borrowed.GetValueOrDefault(asset) - amount)) };
        return ActiveKey is { } key && ActiveTrade is { } trade
            ? next with { ByTrade = ByTrade.SetItem(key, trade.SetItem(asset, Math.Max(0m, trade.GetValueOrDefault(asset) - amount))) }
            : next;
    }

    /// <summary>Closes the active trade when nothing of it is owed any more.</summary>
    public LoanBooks ClosedIfRepaid() => ActiveKey is { } key && Tracked.Values.All(amount => amount == 0m)
        ? this with { ByTrade = ByTrade.Remove(key), RepaidKeys = RepaidKeys.Add(key), ActiveKey = null }
        : this;

    private static ImmutableSortedDictionary<string, decimal> Plus(ImmutableSortedDictionary<string, decimal> amounts, string asset, decimal amount) =>
        amounts.SetItem(asset, amounts.GetValueOrDefault(asset) + amount);
}
