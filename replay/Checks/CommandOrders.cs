using System.Collections.Immutable;
using System.Diagnostics;
using Executor.Core.Exchange;

namespace Executor.Replay.Checks;

/// <summary>The orders that a request would place.</summary>
internal static class CommandOrders
{
    public static ImmutableArray<NewOrder> Placed(this ExchangeCommand command) => command switch
    {
        ExchangeCommand.Place place => [place.Order],
        ExchangeCommand.PlaceOco place => [place.Oco.Above, place.Oco.Below],
        ExchangeCommand.Replace replace => [replace.Order],
        ExchangeCommand.Cancel or ExchangeCommand.Amend or ExchangeCommand.Inspect => [],
        _ => throw new UnreachableException($"Unknown command {command.GetType().Name}."),
    };
}
