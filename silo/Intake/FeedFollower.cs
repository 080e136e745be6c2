using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>
/// Brings the rows of one symbol's feed to its market grain. What the feed acts upon hears of every new row first, so that orders execute before
/// anybody decides on the bar.
/// </summary>
internal sealed class FeedFollower(
    SymbolSetup setup, string path, IFeedMarket market, IGrainFactory grains, SymbolGates gates, LineTailerOptions options, TimeProvider clock,
    ILogger logger)
{
    private readonly BarHistory _history = new(grains.GetGrain<IMarketGrain>(setup.BarsOf));

    /// <summary>What the feed has shown so far.</summary>
    public BarHistory History => _history;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await gates.FeedExists.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var tailer = new LineTailer(path, null, options, clock);
        var rows = new FeedRows(setup.Symbol, path, clock, logger);
        KeepAll(rows, tailer.TryRead(), tailer);
        if (_history.Newest is null)
            logger.FeedEmpty(setup.Symbol, path);
        while (_history.Newest is null)
            KeepAll(rows, await tailer.ReadAsync(cancellationToken).ConfigureAwait(false), tailer);
        await market.BeginAsync(_history, cancellationToken).ConfigureAwait(false);
        gates.LoadBars();
        logger.FeedFollowed(setup.Symbol, path, _history.Bars.Length, _history.Newest.Value.Time);
        while (true)
        {
            foreach (var bar in rows.Read(await tailer.ReadAsync(cancellationToken).ConfigureAwait(false)))
            {
                var before = _history.Newest.Value;
                _history.Keep(bar);
                await market.BeforeRowAsync(bar, before.Close, cancellationToken).ConfigureAwait(false);
                await _history.HandOverNewestAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes in all that the file holds at present as history: no signal is judged by the first half of it.</summary>
    private void KeepAll(FeedRows rows, TailBatch? first, LineTailer tailer)
    {
        for (var batch = first; batch is not null; batch = tailer.TryRead())
        {
            foreach (var bar in rows.Read(batch))
                _history.Keep(bar);
        }
    }
}
