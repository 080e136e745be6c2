namespace Executor.Simulator.Engine;

/// <summary>What the wire calls the parameters of an order; texts of refusals name them.</summary>
internal sealed record ParameterNames(string ClientOrderId, string Price, string StopPrice)
{
    public static readonly ParameterNames Single = new("newClientOrderId", "price", "stopPrice");
    public static readonly ParameterNames Above = new("aboveClientOrderId", "abovePrice", "aboveStopPrice");
    public static readonly ParameterNames Below = new("belowClientOrderId", "belowPrice", "belowStopPrice");
    public static readonly ParameterNames Working = new("workingClientOrderId", "workingPrice", "workingStopPrice");
    public static readonly ParameterNames Pending = new("pendingClientOrderId", "pendingPrice", "pendingStopPrice");
    public static readonly ParameterNames PendingAbove = new("pendingAboveClientOrderId", "pendingAbovePrice", "pendingAboveStopPrice");
    public static readonly ParameterNames PendingBelow = new("pendingBelowClientOrderId", "pendingBelowPrice", "pendingBelowStopPrice");
}
