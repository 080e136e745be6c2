using Executor.Core.Exchange;
using Executor.GrainInterfaces;

namespace Executor.Grains.Account;

/// <summary>The books of a wallet as functions from state to state.</summary>
internal static class AccountBooks
{
    /// <summary>What others than <paramref name="symbol"/> owe: at least this, whatever becomes of the requests under way.</summary>
    public static AccountStatement StatementFor(AccountState state, string symbol) => new()
    {
        Debts =
        [
            .. state.Debts
                .Where(debt => debt.Symbol != symbol)
                .GroupBy(debt => debt.Asset, debt => Least(state, debt), StringComparer.Ordinal)
                .Select(debts => new DebtOfOthers { Asset = debts.Key, Principal = debts.Sum() })
                .Where(debt => debt.Principal > 0m)
                .OrderBy(debt => debt.Asset, StringComparer.Ordinal),
        ],
        Unsettled = state.Pending.FirstOrDefault(pending => pending.Symbol != symbol)?.Symbol,
        Liquidated = state.Liquidated.FirstOrDefault(liquidated => liquidated != symbol),
    };

    /// <summary>Principal in <paramref name="asset"/> that others than <paramref name="symbol"/> owe.</summary>
    public static decimal OwedByOthers(AccountState state, string symbol, string asset) =>
        StatementFor(state, symbol).Debts.FirstOrDefault(debt => debt.Asset == asset)?.Principal ?? 0m;

    /// <summary>The request is about to be sent.</summary>
    public static AccountState Begin(AccountState state, LoanRequest request, DateTimeOffset now) => state with
    {
        Pending =
        [
            .. state.Pending.Where(pending => pending.Symbol != request.Symbol),
            new PendingLoan(request.Symbol, request.TradeKey, request.Kind, request.Asset, request.Amount, now),
        ],
    };

    /// <summary>The request was carried out.</summary>
    public static AccountState Done(AccountState state, LoanRequest request)
    {
        var known = state.Debts.FirstOrDefault(debt => debt.Symbol == request.Symbol && debt.TradeKey == request.TradeKey && debt.Asset == request.Asset);
        var change = request.Kind switch
        {
            LoanKind.Borrow => request.Amount,
            LoanKind.Repay => -request.Amount, // part of it may have been interest; the position's own report puts that right
        };
        return Dropped(WithDebt(state, request.Symbol, request.TradeKey, request.Asset, (known?.Principal ?? 0m) + change), request.Symbol);
    }

    /// <summary>Nothing of <paramref name="symbol"/> is under way.</summary>
    public static AccountState Dropped(AccountState state, string symbol) => state.Pending.Any(pending => pending.Symbol == symbol)
        ? state with { Pending = [.. state.Pending.Where(pending => pending.Symbol != symbol)] }
        : state;

    /// <summary>A position says what it owes.</summary>
    public static AccountState Reported(AccountState state, DebtReport report)
    {
        var known = state.Debts.Where(debt => debt.Symbol == report.Symbol).ToList();
        var isKnown = report is { TradeKey: { } key, Asset: { } owed, Principal: > 0m and var principal }
            ? known is [var only] && only == new AccountDebt(report.Symbol, key, owed, principal)
            : known.Count == 0;
        var next = isKnown ? state : WithDebt(state, report.Symbol, report.TradeKey, report.Asset, report.Principal);
        next = WithLiquidation(next, report.Symbol, report.IsLiquidated);
        return report.IsUnsettled ? next : Dropped(next, report.Symbol);
    }

    private static AccountState WithLiquidation(AccountState state, string symbol, bool isLiquidated) => state.Liquidated.Contains(symbol) == isLiquidated
        ? state
        : state with { Liquidated = isLiquidated ? state.Liquidated.Add(symbol) : state.Liquidated.Remove(symbol) };

    private static AccountState WithDebt(AccountState state, string symbol, string? tradeKey, string? asset, decimal principal) => state with
    {
        Debts =
        [
            .. state.Debts.Where(debt => debt.Symbol != symbol),
            .. tradeKey is not null && asset is not null && principal > 0m ? [new AccountDebt(symbol, tradeKey, asset, principal)] : (AccountDebt[])[],
        ],
    };

    private static decimal Least(AccountState state, AccountDebt debt)
    {
        var repaying = state.Pending.Where(pending => pending.Kind == LoanKind.Repay && pending.Symbol == debt.Symbol && pending.Asset == debt.Asset);
        return Math.Max(0m, debt.Principal - repaying.Sum(pending => pending.Amount));
    }
}
