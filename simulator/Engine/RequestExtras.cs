using System.Collections.Immutable;

namespace Executor.Simulator.Engine;

/// <summary>What a request of the wire may carry besides its command.</summary>
public sealed record RequestExtras
{
    /// <summary>A request without any of it.</summary>
    public static readonly RequestExtras None = new();

    /// <summary>Extras of the orders the request places, by client order id.</summary>
    public ImmutableDictionary<string, OrderExtras> Orders { get; init; } = ImmutableDictionary<string, OrderExtras>.Empty;

    /// <summary>The id of a cancel, or the new name an amendment gives (<c>newClientOrderId</c>); null keeps the order's name.</summary>
    public string? NewClientOrderId { get; init; }

    /// <summary>Cancel only an order of this status; null: any.</summary>
    public Core.Exchange.OrderStatus? CancelOnly { get; init; }

    /// <summary>
    /// What is checked between gateway and matching engine: the order count, and whether the request is still in time. Null lets pass. Called
    /// once at most.
    /// </summary>
    public Func<Core.Exchange.ExchangeReply.Rejected?>? Gate { get; init; }

    internal Refusal? AtGate() => Gate?.Invoke() is { } rejected ? new Refusal(rejected.Code, rejected.Message) : null;

    internal OrderExtras Of(string clientOrderId) => Orders.GetValueOrDefault(clientOrderId) ?? OrderExtras.None;
}
