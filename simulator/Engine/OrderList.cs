namespace Executor.Simulator.Engine;

/// <summary>Two orders of which one expires when the other executes or triggers.</summary>
internal sealed class OrderList(long id, string symbol, string clientOrderId)
{
    public long Id { get; } = id;
    public string Symbol { get; } = symbol;
    public string ClientOrderId { get; } = clientOrderId;
    public List<Order> Legs { get; } = new(3);
    public bool IsLive => Legs.Exists(leg => leg.IsLive);

    public ListState ToState() => new(Id, Symbol, ClientOrderId, Legs[0].Account.Key);
}
