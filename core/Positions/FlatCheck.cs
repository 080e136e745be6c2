using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Margin;
using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>Is anything of a symbol's trades left on the exchange? Judged on what the exchange shows, not on what is believed.</summary>
public static class FlatCheck
{
    /// <summary>What is left, or not known; empty: flat.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="view">What the exchange showed a moment ago; null: it did not answer.</param>
    /// <param name="settings">How the symbol is traded.</param>
    /// <param name="rules">What the exchange allows.</param>
    /// <param name="account">What other symbols owe, and whether one of them trades the same base: holdings then prove nothing.</param>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="view"/> is null.</exception>
    public static ImmutableArray<string> Reasons(
        PositionState state, ExchangeView? view, SymbolSettings settings, SymbolRules rules, AccountFigures account)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(account);
        var reasons = ImmutableArray.CreateBuilder<string>();
        if (state.Status != PositionStatus.Flat)
        {
            reasons.Add($"Trade {state.Trade?.Key} is {state.Status}.");
        }

        if (!state.Intents.IsEmpty)
        {
            reasons.Add($"{state.Intents.Length} request(s) without a settled outcome.");
        }

        if (state.Hold is { IsHandsOff: true } hold)
        {
            reasons.Add($"Nothing is sent until the symbol is released: {hold.Detail}");
        }

        if (view is null)
        {
            reasons.Add("The exchange could not be looked at.");
            return reasons.DrainToImmutable();
        }

        reasons.AddRange(view.OpenOrders
            .Where(order => ClientOrderIds.IsOurs(order.ClientOrderId))
            .Select(order => $"Order {order.ClientOrderId} ({order.Side} {order.Quantity}) rests."));
        if (state.Status == PositionStatus.Flat && !account.IsBaseShared && state.LastClosed?.Trade.Baseline is { } before)
        {
            var held = view.Base.Net - before.Base.Net;
            if (Math.Abs(held) >= Math.Max(rules.MinQuantity, rules.LotStep))
            {
                reasons.Add($"{view.Base.Net} {view.Base.Asset} net of debt, {before.Base.Net} before the last trade.");
            }
        }

        foreach (var balance in new[] { view.Base, view.Quote })
        {
            var own = DebtShare.Left(balance, state.LastClosed?.Trade.Loan, account.OwedByOthers(balance.Asset));
            if (own > settings.DebtTolerance)
            {
                reasons.Add($"{own} {balance.Asset} are owed.");
            }
        }

        return reasons.DrainToImmutable();
    }
}
