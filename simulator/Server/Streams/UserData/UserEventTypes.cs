using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>Types of events, as the wire and the fault rules name them. Source: Binance spot API, user data streams.</summary>
internal static class UserEventTypes
{
    public const string ExecutionReport = "executionReport";
    public const string ListStatus = "listStatus";
    public const string AccountPosition = "outboundAccountPosition";
    public const string BalanceUpdate = "balanceUpdate";
    public const string StreamTerminated = "eventStreamTerminated";
    public const string ServerShutdown = "serverShutdown";

    /// <summary>Whose event it is, of which account, type and market; null for what no user data stream tells.</summary>
    public static (Customer Customer, AccountKey Account, string Type, string? Symbol)? Of(VenueEvent happened) => happened switch
    {
        VenueEvent.OrdersChanged { Change: EngineEvent.OrderChanged change } orders =>
            (orders.Customer, change.Account, ExecutionReport, change.Order.Report.Symbol),
        VenueEvent.OrdersChanged { Change: EngineEvent.ListChanged change } orders =>
            (orders.Customer, change.Account, ListStatus, change.List.Symbol),
        VenueEvent.BalancesChanged changed => (changed.Customer, changed.Account, AccountPosition, null),
        VenueEvent.FundsMoved moved => (moved.Customer, moved.Account, BalanceUpdate, null),
        _ => null,
    };
}
