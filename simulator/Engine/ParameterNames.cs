namespace Executor.Simulator.Engine;

/// <summary>What the wire calls the parameters of an order; texts of refusals name them.</summary>
internal sealed record ParameterNames(string ClientOrderId, string Price, string StopPrice)
{
    public static readonly ParameterNames Single = new("newClientOrderId", "price", "stopPrice");
    public static readonly ParameterNames Above = new("aboveClientOrderId", "abovePrice", "aboveStopPrice");
    public static readonly ParameterNames Below = new("belowClientOrderId", "belowPrice", "belowStopPrice");
}
