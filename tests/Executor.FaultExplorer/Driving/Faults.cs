using Executor.Core.Exchange;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Driving;

/// <summary>Which fault can strike at which request, and which ones end the process.</summary>
internal static class Faults
{
    public static bool IsCrash(this Fault fault) => fault switch
    {
        Fault.CrashBeforeStore or Fault.CrashBeforeSend or Fault.CrashBeforeReply or Fault.CrashAfterReply or Fault.CrashDuringEvents
            or Fault.FrozenOwnerSends => true,
        Fault.ReplyTimesOut or Fault.ReplyCut or Fault.NeverArrives or Fault.ReplyUnknownEventsLate or Fault.ServerError or Fault.Overloaded
            or Fault.ArrivesLate or Fault.LooksLag or Fault.LooksAndBalancesLag or Fault.LoanRecordsLag or Fault.DuplicateReported or Fault.ClockOff or Fault.RateLimited
            or Fault.TooManyOrders or Fault.EventsLost or Fault.EventsTwice or Fault.EventsLate or Fault.EventsReversed or Fault.EventsFirst
            or Fault.StreamCut or Fault.QuotesFreeze or Fault.MarketMovesFirst or Fault.HalfReplaced or Fault.PartialFills or Fault.GapAfter
            or Fault.SymbolHalts or Fault.RulesChange or Fault.Refused or Fault.StorageDown or Fault.NoRoom or Fault.EventsAnswer => false,
    };

    public static bool CanStrike(this Fault fault, ExchangeCommand command) => fault switch
    {
        Fault.CrashBeforeStore or Fault.CrashBeforeSend or Fault.CrashBeforeReply or Fault.CrashAfterReply or Fault.CrashDuringEvents => true,
        Fault.NeverArrives or Fault.ReplyCut or Fault.ServerError or Fault.Overloaded or Fault.ClockOff or Fault.RateLimited => true,
        Fault.StreamCut or Fault.QuotesFreeze or Fault.PartialFills or Fault.GapAfter or Fault.RulesChange or Fault.StorageDown => true,
        Fault.FrozenOwnerSends or Fault.ReplyTimesOut or Fault.ReplyUnknownEventsLate or Fault.ArrivesLate or Fault.LooksLag
            or Fault.LooksAndBalancesLag or Fault.LoanRecordsLag or Fault.EventsLost or Fault.EventsTwice or Fault.EventsLate or Fault.EventsReversed
            or Fault.EventsFirst or Fault.MarketMovesFirst or Fault.Refused or Fault.NoRoom or Fault.EventsAnswer => command is not ExchangeCommand.Inspect,
        Fault.DuplicateReported or Fault.TooManyOrders or Fault.SymbolHalts => Places(command),
        Fault.HalfReplaced => command is ExchangeCommand.Replace,
    };

    public static bool Places(ExchangeCommand command) =>
        command is ExchangeCommand.Place or ExchangeCommand.PlaceOco or ExchangeCommand.PlaceOto or ExchangeCommand.Replace;

    /// <summary>How long a fault with a duration lasts.</summary>
    public static TimeSpan Duration(this Strike strike, int least, int most) => TimeSpan.FromSeconds(least + (strike.Value % (most - least + 1)));
}
