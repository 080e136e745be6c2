using System.Collections.Concurrent;

namespace Executor.Silo.Intake;

/// <summary>The bars that the feeds of this silo have kept, for markets that were lost with another silo.</summary>
internal sealed class MarketHistories(ILogger<MarketHistories> logger)
{
    private readonly ConcurrentDictionary<string, BarHistory> _all = new(StringComparer.Ordinal);

    /// <summary>Keeps the history of a market while it is followed; of one that is followed anew, the newer one.</summary>
    public async Task WhileAsync(string market, BarHistory history, Func<CancellationToken, Task> follow, CancellationToken cancellationToken)
    {
        _all[market] = history;
        try
        {
            await follow(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _all.TryRemove(KeyValuePair.Create(market, history));
        }
    }

    /// <summary>Hands over what the markets do not know any more. One in trouble does not stop the others: its next minute tries again.</summary>
    public Task RepeatAsync(CancellationToken cancellationToken) => Task.WhenAll(_all.Select(each => RepeatAsync(each.Key, each.Value, cancellationToken)));

    private async Task RepeatAsync(string market, BarHistory history, CancellationToken cancellationToken)
    {
        try
        {
            await history.RepeatAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.HistoryNotRepeated(exception, market);
        }
    }
}
