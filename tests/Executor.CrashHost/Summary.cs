using Executor.GrainInterfaces;

namespace Executor.CrashHost;

/// <summary>What the position says, as far as the exchange's books can confirm it.</summary>
/// <param name="Status">Status by name.</param>
/// <param name="TradeKey">Trade under way; null when flat.</param>
/// <param name="OpenQuantity">Base still to be closed.</param>
/// <param name="Coverage">Share of it under stops.</param>
/// <param name="UnknownIntents">Requests in doubt.</param>
/// <param name="Epoch">Activation that answers.</param>
/// <param name="Orders">Client ids of the orders it believes to rest.</param>
public sealed record Summary(
    string Status, string? TradeKey, decimal OpenQuantity, decimal Coverage, int UnknownIntents, long Epoch, string[] Orders)
{
    public static Summary Of(PositionView view) => new(
        view.Status, view.TradeKey, view.OpenQuantity, view.Coverage, view.UnknownIntents, view.Epoch, [.. view.Orders.Select(order => order.ClientOrderId)]);
}
