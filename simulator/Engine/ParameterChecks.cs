using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Whether the parameters of an order make sense by themselves; null when they do.</summary>
internal static class ParameterChecks
{
    private const int MaxDecimals = 8;
    private const int MaxClientOrderIdLength = 36;

    public static Refusal? Order(NewOrder order, OrderExtras extras, ParameterNames names) =>
        KnownValues(order)
        ?? (order.Type.HasLimit() && order.Price is null ? Refusal.Missing(names.Price) : null)
        ?? (order.Type.IsStop() && order.StopPrice is null && extras.TrailingDelta is null ? Refusal.Missing(names.StopPrice) : null)
        ?? Name(order.ClientOrderId, names.ClientOrderId)
        ?? Sign(order.Quantity, "quantity")
        ?? Sign(order.Price, names.Price)
        ?? Sign(order.StopPrice, names.StopPrice)
        ?? (!order.Type.HasLimit() && order.Price is not null ? Refusal.NotRequired(names.Price) : null)
        ?? (!order.Type.IsStop() && order.StopPrice is not null ? Refusal.NotRequired(names.StopPrice) : null)
        ?? Precision(order.Quantity, "quantity")
        ?? Precision(order.Price, names.Price)
        ?? Precision(order.StopPrice, names.StopPrice);

    /// <summary>Spot knows no side effects.</summary>
    public static Refusal? SideEffects(Account account, NewOrder order)
    {
        if (!Enum.IsDefined(order.SideEffect))
            return Refusal.Invalid("sideEffectType");
        return account.IsMargin || order.SideEffect == SideEffect.None ? null : Refusal.NotRequired("sideEffectType");
    }

    /// <summary>Names of one request must differ, that of the list included.</summary>
    public static bool AreDistinct(params ReadOnlySpan<string> names)
    {
        for (var index = 1; index < names.Length; index++)
        {
            if (names[..index].Contains(names[index]))
                return false;
        }
        return true;
    }

    public static Refusal? Name(string value, string parameter)
    {
        if (value.Length == 0)
            return Refusal.Empty(parameter);
        return value.Length <= MaxClientOrderIdLength && value.All(IsNameCharacter)
            ? null
            : Refusal.IllegalCharacters(parameter, Refusal.ClientOrderIdPattern);
    }

    public static Refusal? Quantity(decimal quantity, string parameter) => Sign(quantity, parameter) ?? Precision(quantity, parameter);

    private static Refusal? KnownValues(NewOrder order)
    {
        if (!Enum.IsDefined(order.Side))
            return Refusal.InvalidSide;
        if (!Enum.IsDefined(order.Type))
            return Refusal.InvalidOrderType;
        return Enum.IsDefined(order.TimeInForce) ? null : Refusal.InvalidTimeInForce;
    }

    private static Refusal? Sign(decimal? value, string parameter) =>
        value < 0m ? Refusal.IllegalCharacters(parameter, Refusal.DecimalPattern) : null;

    private static Refusal? Precision(decimal? value, string parameter) =>
        value is { } amount && decimal.Round(amount, MaxDecimals) != amount ? Refusal.TooPrecise(parameter) : null;

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}
