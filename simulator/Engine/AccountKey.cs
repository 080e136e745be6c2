using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Names one account of the exchange: spot, cross margin, or the isolated margin account of a pair.</summary>
/// <param name="Kind">Kind of account.</param>
/// <param name="Symbol">The pair of an isolated account; empty for the others.</param>
public readonly record struct AccountKey(TradingAccount Kind, string Symbol) : IComparable<AccountKey>
{
    /// <summary>The spot account.</summary>
    public static readonly AccountKey Spot = new(TradingAccount.Spot, "");

    /// <summary>The account of that kind; <paramref name="symbol"/> is read for isolated ones only.</summary>
    /// <exception cref="ArgumentException">An isolated account without a pair.</exception>
    public static AccountKey Of(TradingAccount kind, string? symbol) => kind switch
    {
        TradingAccount.Spot or TradingAccount.CrossMargin => new AccountKey(kind, ""),
        TradingAccount.IsolatedMargin when !string.IsNullOrEmpty(symbol) => new AccountKey(kind, symbol),
        TradingAccount.IsolatedMargin => throw new ArgumentException("An isolated account is named by its pair; none was given.", nameof(symbol)),
    };

    /// <inheritdoc/>
    public int CompareTo(AccountKey other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Symbol, other.Symbol);

    /// <inheritdoc/>
    public override string ToString() => Symbol.Length == 0 ? $"{Kind}" : $"{Kind} {Symbol}";

    public static bool operator <(AccountKey left, AccountKey right) => left.CompareTo(right) < 0;

    public static bool operator <=(AccountKey left, AccountKey right) => left.CompareTo(right) <= 0;

    public static bool operator >(AccountKey left, AccountKey right) => left.CompareTo(right) > 0;

    public static bool operator >=(AccountKey left, AccountKey right) => left.CompareTo(right) >= 0;
}
