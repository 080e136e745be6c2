using System.Collections.Immutable;
using System.Diagnostics;

namespace Executor.Core.Exchange;

/// <summary>The orders that a request would place.</summary>
public static class PlacedOrders
{
    /// <summary>The orders of <paramref name="command"/>, the working one of a list first; empty when it places none.</summary>
    /// <exception cref="UnreachableException">The command is of a kind that is not known here.</exception>
    public static ImmutableArray<NewOrder> Placed(this ExchangeCommand command) => command switch
    {
        ExchangeCommand.Place place => [place.Order],
        ExchangeCommand.PlaceOco place => [place.Oco.Above, place.Oco.Below],
        ExchangeCommand.PlaceOto place => [place.Oto.Working, .. place.Oto.Pending],
        ExchangeCommand.Replace replace => [replace.Order],
        ExchangeCommand.Cancel or ExchangeCommand.Amend or ExchangeCommand.Borrow or ExchangeCommand.Repay or ExchangeCommand.Inspect => [],
        _ => throw new UnreachableException($"{command.GetType().Name} is not a command."),
    };
}
