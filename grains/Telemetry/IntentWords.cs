using System.Diagnostics;
using Executor.Core.Exchange;

namespace Executor.Grains.Telemetry;

/// <summary>Words of requests and their outcomes.</summary>
internal static class IntentWords
{
    public static string Of(ExchangeCommand command) => command switch
    {
        ExchangeCommand.Place => "place",
        ExchangeCommand.PlaceOco => "place_oco",
        ExchangeCommand.PlaceOto => "place_oto",
        ExchangeCommand.Cancel => "cancel",
        ExchangeCommand.Replace => "replace",
        ExchangeCommand.Amend => "amend",
        ExchangeCommand.Borrow => "borrow",
        ExchangeCommand.Repay => "repay",
        ExchangeCommand.Inspect => "inspect",
        _ => throw new UnreachableException($"{command.GetType().Name} is not a command."),
    };

    /// <summary>A request that was held back counts as rejected: nothing of it reached the exchange.</summary>
    public static string Of(ExchangeReply reply) => reply switch
    {
        ExchangeReply.Accepted or ExchangeReply.Inspected => "accepted",
        ExchangeReply.Rejected or ExchangeReply.HalfReplaced or ExchangeReply.NotSent => "rejected",
        ExchangeReply.Unknown => "unknown",
        _ => throw new UnreachableException($"{reply.GetType().Name} is not a reply."),
    };
}
