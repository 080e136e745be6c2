using Executor.Core.Exchange;
using Executor.CrashHost;
using Executor.Simulator.Paper;

namespace Executor.CrashTests;

/// <summary>What the exchange has in its books, and the rules that must hold there whatever our own state says.</summary>
internal sealed class Books
{
    private readonly IReadOnlyList<OrderReport> _orders;
    private readonly decimal _held;
    private readonly decimal _lotStep;

    private Books(IReadOnlyList<OrderReport> orders, decimal held, decimal lotStep) => (_orders, _held, _lotStep) = (orders, held, lotStep);

    /// <summary>Entries that have executed.</summary>
    public int Entries => _orders.Count(order => order is { Side: OrderSide.Buy, ExecutedQuantity: > 0m });

    /// <summary>Orders ever taken.</summary>
    public int Orders => _orders.Count;

    private IEnumerable<OrderReport> Live => _orders.Where(order => order.Status.IsLive());

    /// <summary>What a trade cannot sell stays behind: less than one lot step each.</summary>
    private decimal MostDust => _lotStep * Entries;

    public static Books Read(string folder)
    {
        var state = PaperBooksReader.Read(Path.Combine(folder, "books.db"));
        var rules = Assert.Single(state.Symbols).Rules;
        var held = state.Balances.FirstOrDefault(row => row.Balance.Asset == rules.BaseAsset)?.Balance;
        return new Books([.. state.Orders.Select(order => order.Report)], held?.Total ?? 0m, rules.LotStep);
    }

    /// <summary>Holds at every instant: no request was carried out twice, nobody can sell more than is held.</summary>
    public void AssertSafe()
    {
        Assert.Equal(_orders.Count, _orders.Select(order => order.ClientOrderId).Distinct(StringComparer.Ordinal).Count());
        Assert.True(Resting <= _held, $"{Resting} rests for sale, {_held} is held: {Text}");
        Assert.True(Live.Count(order => order.Side == OrderSide.Buy) <= 1, $"More than one entry rests: {Text}");
        foreach (var trade in _orders.GroupBy(Trade))
        {
            var bought = trade.Where(order => order.Side == OrderSide.Buy).ToList();
            var sold = trade.Where(order => order.Side == OrderSide.Sell).Sum(order => order.ExecutedQuantity);
            var most = bought.Max(order => order.Quantity);
            Assert.True(bought.Sum(order => order.ExecutedQuantity) <= most, $"Trade {trade.Key} was entered twice: {Text}");
            Assert.True(sold <= most, $"Trade {trade.Key} sold {sold} of {most}: {Text}");
        }
    }

    /// <summary>Holds once the position stands still: the books show the position that it says it has, and nothing else.</summary>
    public void AssertAgreesWith(Summary summary)
    {
        AssertSafe();
        Assert.Equal(0, summary.UnknownIntents);
        Assert.Equal(summary.Orders.Order(StringComparer.Ordinal), Live.Select(order => order.ClientOrderId).Order(StringComparer.Ordinal));
        Assert.InRange(_held - summary.OpenQuantity, 0m, MostDust);
        Assert.Equal(summary.OpenQuantity, Resting);
        Assert.Equal(summary.OpenQuantity, Live.Where(order => order.StopPrice is not null).Sum(Remaining));
    }

    /// <summary>Base that resting exits can sell; the legs of a list share theirs.</summary>
    private decimal Resting => Live
        .Where(order => order.Side == OrderSide.Sell)
        .GroupBy(order => order.OrderListId is { } list ? $"list {list}" : $"order {order.OrderId}")
        .Sum(unit => unit.Max(Remaining));

    private string Text => string.Join('\n', _orders.TakeLast(20).Select(order => order.ToString()));

    private static decimal Remaining(OrderReport order) => order.Quantity - order.ExecutedQuantity;

    /// <summary>Client ids end in <c>_trade_revision</c>.</summary>
    private static string Trade(OrderReport order) => order.ClientOrderId.Split('_')[^2];
}
