using System.Collections.Immutable;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>What the parameters of one order of a request are called: those of list legs carry a prefix.</summary>
internal sealed record LegNames(string Prefix)
{
    public static readonly LegNames Single = new("");
    public static readonly LegNames Above = new("above");
    public static readonly LegNames Below = new("below");
    public static readonly LegNames Working = new("working");
    public static readonly LegNames Pending = new("pending");
    public static readonly LegNames PendingAbove = new("pendingAbove");
    public static readonly LegNames PendingBelow = new("pendingBelow");

    public string Type => Named("Type");
    public string Side => Named("Side");
    public string Quantity => Named("Quantity");
    public string QuoteQuantity => Named("QuoteOrderQty");
    public string Price => Named("Price");
    public string StopPrice => Named("StopPrice");
    public string TrailingDelta => Named("TrailingDelta");
    public string TimeInForce => Named("TimeInForce");
    public string IcebergQuantity => Named("IcebergQty");
    public string ClientOrderId => Prefix.Length == 0 ? "newClientOrderId" : Named("ClientOrderId");
    public string StrategyId => Named("StrategyId");
    public string StrategyType => Named("StrategyType");
    public ImmutableArray<string> Pegs => [Named("PegPriceType"), Named("PegOffsetType"), Named("PegOffsetValue")];

    /// <summary>The parameters that every leg may have; its type is mandatory, or optional where a list may go without the leg.</summary>
    public IEnumerable<ParameterSpec> Common(bool isTypeMandatory = true) =>
    [
        new ParameterSpec(Type, ParameterKind.Text, isTypeMandatory),
        Specs.May(Price, ParameterKind.Amount),
        Specs.May(StopPrice, ParameterKind.Amount),
        Specs.May(TrailingDelta, ParameterKind.Whole),
        Specs.May(TimeInForce),
        Specs.May(IcebergQuantity, ParameterKind.Amount),
        Specs.May(ClientOrderId, ParameterKind.ClientOrderId),
        Specs.May(StrategyId, ParameterKind.Whole),
        Specs.May(StrategyType, ParameterKind.Whole),
        .. Pegs.Select(name => Specs.May(name)),
    ];

    private string Named(string suffix) => Prefix.Length == 0 ? char.ToLowerInvariant(suffix[0]) + suffix[1..] : Prefix + suffix;
}
