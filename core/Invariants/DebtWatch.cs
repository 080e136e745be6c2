using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Margin;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Invariants;

/// <summary>What I13 watches in force: the debt of a trade of which nothing is open any more, until the exchange has shown that it is paid. So a
/// later trade raises no alarm about an earlier one (W53).</summary>
internal static class DebtWatch
{
    /// <summary>The trade whose debt is to be watched; null: none.</summary>
    public static Trade? TradeOf(PositionState state, SymbolSettings settings)
    {
        var trade = state.Trade is { } present ? present is { Settlement: not null } ? present : null : state.LastClosed?.Trade;
        return trade is not null
            && settings.Account.IsMargin()
            && (trade.Loan is not null || settings.BorrowMode == BorrowMode.Auto)
            && trade.Key != state.Invariants.DebtFreeTrade
                ? trade
                : null;
    }

    /// <summary>True while there is still something to be found out about it.</summary>
    public static bool IsOpen(PositionState state, SymbolSettings settings) =>
        TradeOf(state, settings) is not null && (settings.Invariants.AsksForDebt || state.Invariants.Debt is not { IsUnavailable: true });

    /// <summary>What the exchange's answer to a look says about the debt.</summary>
    public static DebtAnswer Read(Draft draft, ExchangeReply reply)
    {
        if (reply is not ExchangeReply.Inspected { View: var view })
        {
            return new DebtAnswer.Unavailable(reply is ExchangeReply.Unknown unknown ? unknown.Reason : reply.GetType().Name);
        }

        if (!draft.Context.Account.IsCurrent)
        {
            return new DebtAnswer.Unavailable("What other symbols owe on the same account is not known.");
        }

        var loan = TradeOf(draft.State, draft.Settings)?.Loan;
        ImmutableArray<AssetAmount> owed =
        [
            .. new[] { view.Base, view.Quote }
                .Select(balance => new AssetAmount(balance.Asset, DebtShare.Left(balance, loan, draft.Context.Account.OwedByOthers(balance.Asset))))
                .Where(debt => debt.Amount > draft.Settings.DebtTolerance),
        ];
        return owed is []
            ? new DebtAnswer.Clear()
            : new DebtAnswer.Owed(string.Join(", ", owed.Select(debt => string.Create(CultureInfo.InvariantCulture, $"{debt.Amount} {debt.Asset}"))));
    }
}
