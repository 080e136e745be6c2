using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints;

/// <summary>Parameters that many endpoints share.</summary>
internal static class Specs
{
    public static readonly ParameterSpec Symbol = Must("symbol", ParameterKind.Symbol);
    public static readonly ParameterSpec AnySymbol = May("symbol", ParameterKind.Symbol);
    public static readonly ParameterSpec OrderId = May("orderId", ParameterKind.Whole);
    public static readonly ParameterSpec OriginalClientOrderId = May("origClientOrderId");
    public static readonly ParameterSpec NewClientOrderId = May("newClientOrderId", ParameterKind.ClientOrderId);
    public static readonly ParameterSpec StartTime = May("startTime", ParameterKind.Whole);
    public static readonly ParameterSpec EndTime = May("endTime", ParameterKind.Whole);
    public static readonly ParameterSpec Limit = May("limit", ParameterKind.Whole);
    public static readonly ParameterSpec FromId = May("fromId", ParameterKind.Whole);
    public static readonly ParameterSpec ResponseType = May("newOrderRespType");
    public static readonly ParameterSpec IsIsolated = May("isIsolated");

    public static ParameterSpec Must(string name, ParameterKind kind = ParameterKind.Text) => new(name, kind, IsMandatory: true);

    public static ParameterSpec May(string name, ParameterKind kind = ParameterKind.Text) => new(name, kind, IsMandatory: false);

    /// <summary>One of two must be there.</summary>
    public static ApiError? OneOf(ParameterList parameters, string first, string second) =>
        parameters.Has(first) || parameters.Has(second) ? null : ApiError.NeitherOf(first, second);
}
