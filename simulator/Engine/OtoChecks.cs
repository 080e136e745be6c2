using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Rules that join a working order and the orders that wait for it; null when they hold.</summary>
internal static class OtoChecks
{
    public static Refusal? Parameters(Account account, NewOto oto, RequestExtras extras, MarginOptions margin) =>
        ParameterChecks.Name(oto.ListClientOrderId, "listClientOrderId")
        ?? ParameterChecks.Order(oto.Working, extras.Of(oto.Working.ClientOrderId), ParameterNames.Working)
        ?? Pending(oto, extras)
        ?? (AreNamesDistinct(oto) ? null : Refusal.InvalidCombination)
        ?? (oto.Working.Type is OrderType.Limit or OrderType.LimitMaker ? null : Refusal.Invalid("workingType"))
        ?? (oto.IsPaidByWorking ? OpoSides(oto) : null)
        ?? (account.IsMargin ? OnMargin(oto) : null)
        ?? SideEffects(account, oto, margin);

    /// <summary>The pending orders as far as their quantity is known before the working order executes: it buys that much at most.</summary>
    public static NewOrder Expected(NewOto oto, NewOrder pending) =>
        oto.IsPaidByWorking ? pending with { Quantity = oto.Working.Quantity } : pending;

    private static Refusal? Pending(NewOto oto, RequestExtras extras) => oto.Pending switch
    {
        [var only] => ParameterChecks.Order(Expected(oto, only), extras.Of(only.ClientOrderId), ParameterNames.Pending),
        [var above, var below] =>
            ParameterChecks.Order(Expected(oto, above), extras.Of(above.ClientOrderId), ParameterNames.PendingAbove)
            ?? ParameterChecks.Order(Expected(oto, below), extras.Of(below.ClientOrderId), ParameterNames.PendingBelow)
            ?? OcoChecks.Pair(Expected(oto, above), Expected(oto, below)),
        _ => Refusal.InvalidCombination,
    };

    private static bool AreNamesDistinct(NewOto oto) =>
        ParameterChecks.AreDistinct([oto.ListClientOrderId, oto.Working.ClientOrderId, .. oto.Pending.Select(order => order.ClientOrderId)]);

    private static Refusal? OpoSides(NewOto oto) =>
        oto.Working.Side != OrderSide.Buy ? Refusal.OpoWorkingMustBuy
        : oto.Pending.Any(order => order.Side != OrderSide.Sell) ? Refusal.OpoPendingMustSell
        : null;

    private static Refusal? OnMargin(NewOto oto)
    {
        if (oto.IsPaidByWorking)
            return Refusal.OpoNotSupported;
        if (oto.Pending.Any(order => order.Quantity != oto.Working.Quantity))
            return Refusal.PendingQuantityDiffers;
        return oto.Pending.Any(order => order.Side == oto.Working.Side) ? Refusal.PendingSideEqual : null;
    }

    private static Refusal? SideEffects(Account account, NewOto oto, MarginOptions margin)
    {
        if (ParameterChecks.SideEffects(account, oto.Working) is { } bad)
            return bad;
        if (oto.Pending.Any(order => order.SideEffect != oto.Working.SideEffect))
            return Refusal.InvalidCombination;
        var isTaken = !oto.Working.SideEffect.Repays() || (margin.ListsMayRepay && oto.Working.SideEffect.Borrows());
        return isTaken ? null : Refusal.Invalid("sideEffectType");
    }
}
