using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>Words of the user data stream. Source: Binance spot API, user data streams.</summary>
internal static class OrderWords
{
    public const string None = "NONE";
    public const string DefaultSelfTradePrevention = "EXPIRE_MAKER";

    public static string Of(ExecutionKind kind) => kind switch
    {
        ExecutionKind.New => "NEW",
        ExecutionKind.Canceled => "CANCELED",
        ExecutionKind.Replaced => "REPLACED",
        ExecutionKind.Trade => "TRADE",
        ExecutionKind.Expired => "EXPIRED",
    };

    public static (string Type, string Status) Of(ListChange change) => change switch
    {
        ListChange.Started => ("EXEC_STARTED", "EXECUTING"),
        ListChange.Updated => ("UPDATED", "EXECUTING"),
        ListChange.Done => ("ALL_DONE", "ALL_DONE"),
    };

    public static string ContingencyOf(ListState list) => list.WorkingOrderId is null ? "OCO" : "OTO";
}
