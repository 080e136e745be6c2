using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Positions;

namespace Executor.Grains.Positions;

/// <summary>
/// The newest price that is known, from quotes and from our own executions. A fill is told by the order stream, its price by the market
/// stream, in any order: a target that has just filled must not be judged by the price from before, which may lie beyond the stop that
/// now moves up to the entry.
/// </summary>
internal sealed class LatestPrice
{
    private Quote? _shown;
    private Quote? _executed;

    /// <summary>The newest of all that has been seen; null before the first.</summary>
    public Quote? Quote => _executed ?? _shown;

    /// <summary>Takes in what the market shows; the same quote again is no news.</summary>
    public void See(Quote? shown)
    {
        if (shown is not { } quote || shown == _shown || quote.At < _shown?.At)
            return;

        _shown = quote;
        if (quote.At >= _executed?.At)
            _executed = null;
    }

    /// <summary>Takes in the executions that came with <paramref name="input"/>.</summary>
    public void See(PositionInput input)
    {
        foreach (var (price, at) in Executions(input))
        {
            if (!(at < _shown?.At) && !(at < _executed?.At))
                _executed = new Quote(price, price, price, at);
        }
    }

    private static IEnumerable<(decimal Price, DateTimeOffset At)> Executions(PositionInput input) => input switch
    {
        PositionInput.OrderUpdated updated => Executions([updated.Report]),
        PositionInput.Answered { Reply: ExchangeReply.Accepted accepted } => Executions(accepted.Orders),
        PositionInput.Answered { Reply: ExchangeReply.HalfReplaced half } => Executions(half.Cancelled),
        PositionInput.Answered { Reply: ExchangeReply.Inspected { View: var view } } =>
            Executions(view.Orders).Concat(view.Trades.Select(fill => (fill.Price, fill.At))),
        _ => [], // carries none
    };

    /// <summary>A filled order changed last when it executed; a query of it carries no executions, but their average.</summary>
    private static IEnumerable<(decimal Price, DateTimeOffset At)> Executions(IEnumerable<OrderReport> reports) => reports.SelectMany(report =>
        report is { Fills.IsEmpty: true, Status: OrderStatus.Filled, ExecutedQuantity: > 0m }
            ? [(report.QuoteQuantity / report.ExecutedQuantity, report.UpdatedAt)]
            : report.Fills.Select(fill => (fill.Price, fill.At)));
}
